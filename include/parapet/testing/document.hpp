#pragma once

#include <cstddef>
#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "parapet/construct.hpp"

namespace parapet::testing {

namespace detail {
struct Parsed;
}

/// A value in a synthesized document, as it is written there: `block["storage_encrypted"] == true`. A reference is
/// compared by what it is written as: `block["kms_key_id"] == key.arn()`.
class Property {
 public:
  Property(std::shared_ptr<const detail::Parsed> owner, const void* json) : owner_(std::move(owner)), json_(json) {}

  /// Whether the document has it.
  explicit operator bool() const { return json_ != nullptr; }
  /// What is below: names and positions separated by dots, `rule.0.id`; `\.` is a dot in a name. The position of the
  /// only element of a list may be left out. Not set when the path leads nowhere.
  Property operator[](std::string_view path) const;
  /// Number of elements of a list or members of an object; 0 of anything else.
  std::size_t size() const;
  /// The value as JSON on one line; `unset` when there is none.
  std::string json() const;
  /// For matchers: the node of the document behind it, nullptr if unset.
  const void* parapet_json() const { return json_; }

  friend bool operator==(const Property& property, const Any& expected);
  friend void PrintTo(const Property& property, std::ostream* out);

 private:
  std::shared_ptr<const detail::Parsed> owner_;
  const void* json_;
};

/// One block of a synthesized document.
class Block {
 public:
  Block(NodeKind kind, std::string type, std::string name, Property body);

  NodeKind kind() const { return kind_; }
  /// Terraform's type, `aws_db_instance`; a provider's local name; empty for outputs, modules and the like.
  const std::string& type() const { return type_; }
  /// The name in the document; a provider's alias.
  const std::string& name() const { return name_; }
  /// Terraform's address: `aws_db_instance.zip-db`, `data.aws_ami.x`, `output.endpoint`.
  std::string address() const;
  /// Construct path, `production/zip-db`; empty for blocks that carry none (variables, outputs, providers).
  std::string path() const;
  /// An attribute by its path, see Property.
  Property operator[](std::string_view path) const { return body_[path]; }
  const Property& body() const { return body_; }

 private:
  NodeKind kind_;
  std::string type_;
  std::string name_;
  Property body_;
};

/// What one stack writes. Copies are cheap.
class Document {
 public:
  /// Throws Error when the text is no JSON object.
  Document(std::string_view stack, std::string_view json);

  /// Name of the stack.
  const std::string& stack() const;
  /// The document, byte by byte as it would stand in `cdk.tf.json`.
  const std::string& text() const;
  /// Anything in it: `document["terraform.backend.s3.bucket"]`.
  Property operator[](std::string_view path) const { return root()[path]; }
  /// All blocks of a kind (resource, data_source, ephemeral_resource, provider, variable, output, module, check), in
  /// the order of type and name; of one type only if it is given.
  std::vector<Block> blocks(NodeKind kind, std::string_view type = {}) const;
  /// The resource, data source, ephemeral resource or module that a construct became:
  /// `resource_at("production/zip-db")`. Throws Error naming the nearest path when there is none.
  Block resource_at(std::string_view construct_path) const;

  friend void PrintTo(const Document& document, std::ostream* out);

 private:
  Property root() const;

  std::shared_ptr<const detail::Parsed> parsed_;
};

}  // namespace parapet::testing

namespace parapet {
/// Lets GoogleTest print what was expected as JSON.
void PrintTo(const Any& value, std::ostream* out);
}  // namespace parapet
