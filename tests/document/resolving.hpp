#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "parapet/document/parse.hpp"
#include "parapet/document/read.hpp"
#include "parapet/document/resolve.hpp"

namespace parapet::test {

/// A resolver over one Terraform JSON document, and questions about it in one line.
class Resolving {
 public:
  explicit Resolving(std::string_view json)
      : documents_{read_terraform_json(json, "main.tf.json")}, resolver_(documents_) {}

  Resolver& resolver() { return resolver_; }
  const Document& document() const { return documents_.front(); }

  const DocumentBlock& block(std::string_view address) const {
    for (const DocumentBlock& block : document().blocks()) {
      if (block.address == address) return block;
    }
    throw std::runtime_error("no block " + std::string(address));
  }
  Resolved at(std::string_view address, std::string_view attribute) {
    const DocumentBlock& found = block(address);
    return resolver_.resolve(View(found.body).member(attribute), found);
  }
  /// An expression as it would resolve in a local.
  Resolved expression(std::string_view text) {
    return resolver_.resolve(parse_expression(text), Place{&document(), nullptr, nullptr});
  }

 private:
  std::vector<Document> documents_;
  Resolver resolver_;
};

/// `known 5`, `unset`, `unknown aws_x.y.z`, `reference aws_x.y.z = "configured"`, `one of (known 1 | unset)`, then
/// `sensitive` and `default` where noted.
inline std::string shown(const Resolved& resolved) {
  std::string text;
  switch (resolved.state) {
    case Resolved::State::unset:
      text = "unset";
      break;
    case Resolved::State::known:
      text = "known " + render(resolved.value, 2000);
      break;
    case Resolved::State::unknown:
      text = "unknown " + render(resolved.value, 2000);
      break;
    case Resolved::State::reference:
      text = "reference " + render(resolved.expression, 2000) +
             (resolved.value ? " = " + render(resolved.value, 2000) : "");
      break;
  }
  if (!resolved.alternatives.empty()) {
    text = "one of (";
    for (std::size_t i = 0; i < resolved.alternatives.size(); ++i)
      text += (i == 0 ? "" : " | ") + shown(resolved.alternatives[i]);
    text += ")";
  }
  if (resolved.sensitive) text += " sensitive";
  if (resolved.from_variable) text += " default";
  return text;
}

}  // namespace parapet::test
