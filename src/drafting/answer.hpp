#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parapet::drafting {

/// What the model wrote for one item, or what is wrong with it.
struct Written {
  std::string name, description, domain;
  std::string json;                     ///< as it was written
  std::vector<std::string> complaints;  ///< empty: the form is right
};

struct Answer {
  std::map<std::size_t, Written> items;  ///< by number; what is missing is not there
  std::vector<std::string> complaints;   ///< about the answer as a whole
  std::vector<std::string> notes;        ///< what nobody asked for
};

/// Reads a JSON array out of a model's text, bare or in one ``` fence, for the items 1 to `count`. Never throws for
/// what a model may write.
Answer read_answer(std::string_view text, std::size_t count);

}  // namespace parapet::drafting
