#pragma once

#include <string>
#include <vector>

namespace parapet::importing {

/// Something that the written program does not say, or says in another way.
struct Note {
  std::string place;  ///< `aws_db_instance.zip.password`, or a file and line
  std::string text;   ///< what happened, and what to do
  bool operator==(const Note&) const = default;
};

}  // namespace parapet::importing
