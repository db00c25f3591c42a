#include "guardrails/concerned.hpp"

#include "guardrails/types.hpp"
#include "parapet/detail/table.hpp"

namespace parapet::guardrails {

namespace {

constexpr std::string_view data_prefix = "data.";
constexpr std::string_view provider_prefix = "provider.";

bool begins_like(std::string_view type, std::string_view glob) {
  return type.starts_with(glob.substr(0, glob.size() - 1));
}

}  // namespace

bool MetaArgument::is_set(View body) {
  const detail::Table* table = body.table();
  if (table == nullptr) return static_cast<bool>(body.member(name_));
  if (table != table_) {
    table_ = table;
    position_ = detail::info_of(*table).find(name_);
  }
  return position_ >= 0 && body.field(static_cast<std::size_t>(position_));
}

Concerned::Concerned(const std::vector<const Requirement*>& all) {
  for (const Requirement* requirement : all) {
    const std::string_view what = requirement->resource;
    if (what == "module") {
      modules_.push_back(requirement);
    } else if (what == "provisioner") {
      provisioners_.push_back(requirement);
    } else if (what.ends_with('*')) {
      prefixes_.push_back(requirement);
    } else if (what.starts_with(data_prefix)) {
      data_sources_[what.substr(data_prefix.size())].push_back(requirement);
    } else if (what.starts_with(provider_prefix)) {
      providers_[what.substr(provider_prefix.size())].push_back(requirement);
    } else {
      types_[what].push_back(requirement);
    }
  }
}

const Concerned::List& Concerned::found(const ByName& lists, std::string_view name) const {
  const auto list = lists.find(name);
  return list == lists.end() ? none_ : list->second;
}

const Concerned::List& Concerned::of_type(std::string_view type) {
  if (last_ != nullptr && type == last_type_) return *last_;
  // References into the map stay valid when it grows.
  List& list = types_[type];
  if (complete_.insert(type).second) {
    const std::string_view canonical = canonical_type(type);
    if (canonical != type) {
      const List& more = found(types_, canonical);
      list.insert(list.end(), more.begin(), more.end());
    }
    for (const Requirement* requirement : prefixes_) {
      if (begins_like(type, requirement->resource)) list.push_back(requirement);
    }
  }
  last_type_ = type;
  last_ = &list;
  return list;
}

const std::vector<const Requirement*>& Concerned::of(const DocumentBlock& block, std::string_view provider) {
  switch (block.kind) {
    case NodeKind::module:
      return modules_;
    case NodeKind::provider:
      return found(providers_, provider);
    case NodeKind::data_source:
      return found(data_sources_, block.type);
    case NodeKind::resource:
      break;
    default:
      return none_;
  }
  const List& list = of_type(block.type);
  if (provisioners_.empty() || !provisioner_.is_set(View(block.body))) return list;
  with_provisioner_ = list;
  with_provisioner_.insert(with_provisioner_.end(), provisioners_.begin(), provisioners_.end());
  return with_provisioner_;
}

}  // namespace parapet::guardrails
