#include "import/model.hpp"

#include "core/identifier.hpp"
#include "import/order.hpp"

namespace parapet::importing {

namespace {

bool is_unit(NodeKind kind) {
  return kind == NodeKind::resource || kind == NodeKind::data_source || kind == NodeKind::ephemeral_resource;
}

schema::Category category_of(NodeKind kind) {
  if (kind == NodeKind::data_source) return schema::Category::data_source;
  return kind == NodeKind::ephemeral_resource ? schema::Category::ephemeral_resource : schema::Category::resource;
}

/// Kinds whose blocks have ids; resources first, because their ids are their addresses.
constexpr NodeKind kinds_with_ids[] = {NodeKind::resource, NodeKind::data_source, NodeKind::ephemeral_resource,
                                       NodeKind::output,   NodeKind::variable,    NodeKind::module,
                                       NodeKind::local,    NodeKind::provider,    NodeKind::check};

/// Behind an id that something else has already.
std::string_view distinction(NodeKind kind) {
  switch (kind) {
    case NodeKind::data_source:
      return "data";
    case NodeKind::ephemeral_resource:
      return "ephemeral";
    case NodeKind::output:
      return "output";
    case NodeKind::variable:
      return "variable";
    case NodeKind::module:
      return "module";
    case NodeKind::local:
      return "local";
    case NodeKind::check:
      return "check";
    default:
      return "provider";
  }
}

/// `aws_s3_bucket_policy` -> `s3-bucket-policy`.
std::string dashed_type(std::string_view type) {
  std::string words(type.substr(type.find('_') + 1));
  for (char& c : words) c = c == '_' ? '-' : c;
  return words;
}

/// Whether a local can be created before any resource: it refers to variables and locals at most.
bool stands_alone(View value) {
  bool alone = true;
  each_traversal(value, [&](const Traversal& traversal) { alone = alone && traversal.root == "var"; });
  return alone;
}

}  // namespace

Model::Model(const Document& document, const schema::ProviderSchema& provider, const Facts& facts)
    : document_(document), provider_(provider), facts_(facts), names_(provider), members_{"stack", "shared"} {
  add_units();
  add_ids();
  add_shared();
  add_needs();
  add_functions();
}

std::vector<const DocumentBlock*> Model::blocks(NodeKind kind) const {
  std::vector<const DocumentBlock*> found;
  for (const DocumentBlock& block : document_.blocks()) {
    if (block.kind == kind) found.push_back(&block);
  }
  return found;
}

const schema::Layout* Model::layout_of(NodeKind kind, std::string_view type) {
  const schema::Category category = category_of(kind);
  const schema::ResourceType* known = provider_.find(category, type);
  if (known == nullptr) return nullptr;
  std::unique_ptr<schema::Layout>& layout = layouts_[std::string(distinction(kind)) + "." + known->name];
  if (!layout)
    layout = std::make_unique<schema::Layout>(schema::layout_of(category, *known, names_.of(category, type)));
  return layout.get();
}

void Model::add_units() {
  for (const DocumentBlock& block : document_.blocks()) {
    if (!is_unit(block.kind)) continue;
    by_address_.emplace(block.address, units_.size());
    units_.push_back({.block = &block, .layout = layout_of(block.kind, block.type), .id = {}});
  }
}

std::string Model::claim_id(std::string_view wish) {
  std::string id(wish);
  for (int number = 2; !taken_ids_.insert(id).second; ++number) id = std::string(wish) + "-" + std::to_string(number);
  return id;
}

std::string Model::address_of_provider(const DocumentBlock& block) {
  return std::string(block.type) + (block.name.empty() ? "" : "." + std::string(block.name));
}

void Model::add_ids() {
  for (const NodeKind kind : kinds_with_ids) {
    for (const DocumentBlock* block : blocks(kind)) {
      std::string name(block->name);
      if (kind == NodeKind::provider) {
        name = address_of_provider(*block);
        for (char& c : name) c = c == '.' ? '-' : c;
      }
      if (!taken_ids_.contains(name)) {
        ids_[block] = claim_id(name);
      } else {
        const bool resource = kind == NodeKind::resource;
        ids_[block] =
            claim_id(name + "-" + (resource ? dashed_type(block->type) : std::string(distinction(block->kind))));
      }
    }
  }
  for (Unit& unit : units_) {
    unit.id = ids_.at(unit.block);
    // Components called `Default` do not count for the name.
    unit.renamed = unit.id != unit.block->name || unit.id == "Default";
  }
}

std::string Model::member_name(std::string_view name) { return members_.claim(schema::identifier(name)); }

void Model::add_shared() {
  const auto add = [this](const std::string& type, const DocumentBlock* block, std::string_view name,
                          std::string address) {
    shared_by_address_.emplace(std::move(address), shared_.size());
    shared_.push_back({type, member_name(name), block});
  };
  // In the order in which they may refer to each other.
  for (const DocumentBlock* block : blocks(NodeKind::variable))
    add("parapet::Variable", block, block->name, std::string(block->address));
  for (const DocumentBlock* block : blocks(NodeKind::local)) {
    if (stands_alone(View(block->body))) add("parapet::Local", block, block->name, std::string(block->address));
  }
  const std::string provider_class = names_.name_space() + "::Provider";
  for (const DocumentBlock* block : blocks(NodeKind::provider)) {
    if (block->type == provider_.name && !block->name.empty())
      add(provider_class, block, block->name, address_of_provider(*block));
  }
}

std::string Model::add_secret(const std::string& name) {
  const std::string id = claim_id(name);
  secrets_.emplace_back(id, "");
  shared_.push_back({"parapet::Variable", member_name(id), nullptr});
  secrets_.back().second = shared_.back().member;
  return shared_.back().member;
}

std::optional<std::size_t> Model::unit_of(const Traversal& traversal, std::size_t& rest) const {
  std::string address(traversal.root);
  rest = 1;
  if (address == "data" || address == "ephemeral") {
    if (!traversal.is_attribute(0)) return std::nullopt;
    address += "." + std::string(traversal.parts[0].name);
    rest = 2;
  }
  if (!traversal.is_attribute(rest - 1)) return std::nullopt;
  address += "." + std::string(traversal.parts[rest - 1].name);
  const auto found = by_address_.find(address);
  return found == by_address_.end() ? std::nullopt : std::optional(found->second);
}

const Shared* Model::shared_at(std::string_view address) const {
  const auto found = shared_by_address_.find(address);
  return found == shared_by_address_.end() ? nullptr : &shared_[found->second];
}

void Model::add_needs() {
  for (std::size_t i = 0; i < units_.size(); ++i) {
    each_traversal(View(units_[i].block->body), [&](const Traversal& traversal) {
      std::size_t rest = 0;
      if (const auto needed = unit_of(traversal, rest); needed && *needed != i) units_[i].needs.insert(*needed);
    });
  }
}

void Model::add_functions() {
  functions_ = in_order(units_, facts_);
  std::size_t position = 0;
  for (std::size_t f = 0; f < functions_.size(); ++f) {
    for (const std::size_t unit : functions_[f].units) {
      units_[unit].function = f;
      units_[unit].position = position++;
    }
  }
}

}  // namespace parapet::importing
