#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/folder.hpp"

namespace parapet::detail {

/// The arguments of one call, folded. Helpers give nothing for what is unknown or of the wrong kind.
class Call {
 public:
  Call(Folder& folder, const Place& place, std::vector<const Value*> arguments)
      : folder_(folder), place_(bare(place)), arguments_(std::move(arguments)) {}

  std::size_t size() const { return arguments_.size(); }
  View operator[](std::size_t position) const { return position < size() ? View(arguments_[position]) : View(); }
  std::optional<std::string> text(std::size_t position) const { return as_text((*this)[position]); }
  std::optional<std::int64_t> integer(std::size_t position) const;
  /// What an element or member inside an argument is.
  View inner(View value) const { return folder_.operand(value.value(), place_); }
  /// The elements of a list; nothing if it is none, holds dynamic blocks, or the bound for work is reached.
  std::optional<std::vector<View>> elements(View list) const;
  /// The same, all of them as text.
  std::optional<std::vector<std::string>> texts(View list) const;
  /// Everything in a tree is data once references are looked up; nothing otherwise.
  std::optional<View> whole(View value, int depth = 0) const;
  Folder& folder() const { return folder_; }

 private:
  Folder& folder_;
  Place place_;
  std::vector<const Value*> arguments_;
};

/// One of Terraform's functions. Gives nullptr when the result cannot be told.
struct Function {
  std::string_view name;
  std::size_t least;
  std::size_t most;
  const Value* (*fold)(const Call& call);
};

/// The function of this name; nullptr for what is not folded (impure ones, files, addresses, hashes).
const Function* find_function(std::string_view name);

// One list per file, gathered by find_function.
const std::vector<Function>& text_functions();
const std::vector<Function>& format_functions();
const std::vector<Function>& collection_functions();
const std::vector<Function>& set_functions();
const std::vector<Function>& number_functions();
const std::vector<Function>& type_functions();

const Value* make_texts(const std::vector<std::string>& texts);
const Value* make_views(const std::vector<View>& views);
/// A whole value the way Terraform's jsonencode writes it.
std::string encode_json(View whole);
/// Longest text that folding makes.
inline constexpr std::size_t kMaxText = 1 << 20;

}  // namespace parapet::detail
