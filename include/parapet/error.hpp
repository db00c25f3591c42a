#pragma once

#include <stdexcept>
#include <string>

namespace parapet {

/// Wrong input: a bad id, a duplicate, a cycle, a file that cannot be read. The text names the place, what was expected
/// and the remedy.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace parapet
