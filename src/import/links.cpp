#include "import/links.hpp"

#include <algorithm>
#include <tuple>

namespace parapet::importing {

namespace {

bool all_of(std::string_view text, std::string_view allowed) {
  return !text.empty() && text.find_first_not_of(allowed) == std::string_view::npos;
}

constexpr std::string_view hex_digits = "0123456789abcdef";
constexpr std::string_view capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/// `vpc-0a1b2c3d`, `subnet-...`: letters and a number of at least eight hexadecimal digits.
bool is_numbered(std::string_view text) {
  const std::size_t dash = text.rfind('-');
  return dash != std::string_view::npos && dash > 0 && text.size() - dash > 8 &&
         all_of(text.substr(dash + 1), hex_digits) &&
         text.substr(0, dash).find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
}

/// `Z0123456789ABCDEFGHIJ`, `AROA...`
bool is_code(std::string_view text) {
  return text.size() >= 10 && all_of(text, capitals) && text.find_first_of("0123456789") != std::string_view::npos &&
         text.find_first_not_of("0123456789") != std::string_view::npos;
}

bool is_arn(std::string_view text) {
  return text.starts_with("arn:") && std::count(text.begin(), text.end(), ':') >= 5;
}

/// Whether a text can be nothing but an identifier.
bool is_identity(std::string_view text) {
  return is_arn(text) || is_numbered(text) || is_code(text) || (text.starts_with("https://") && text.size() > 16);
}

/// `security_group_ids` -> `security_group_id`.
std::string singular(std::string_view attribute) {
  return std::string(attribute.ends_with('s') && !attribute.ends_with("ss") ? attribute.substr(0, attribute.size() - 1)
                                                                            : attribute);
}

/// `db_subnet_group_name` -> `db_subnet_group`, what a name of this kind would be of.
std::string kind_named_by(std::string_view attribute) {
  std::string kind = singular(attribute);
  for (const std::string_view suffix : {"_name", "_identifier", "_id", "_arn"}) {
    if (kind.ends_with(suffix)) return kind.substr(0, kind.size() - suffix.size());
  }
  return kind;
}

bool is_of_kind(std::string_view type, std::string_view kind) {
  return kind.size() > 2 && type.size() > kind.size() && type.ends_with(kind) &&
         type[type.size() - kind.size() - 1] == '_';
}

}  // namespace

Links::Links(const std::vector<StateResource>& resources, const std::vector<std::string>& names,
             const schema::ProviderSchema& provider, const Facts& facts)
    : resources_(resources), names_(names), facts_(facts), edges_(resources.size()) {
  for (std::size_t i = 0; i < resources.size(); ++i) {
    const schema::ResourceType* type = provider.find(schema::Category::resource, resources[i].type);
    if (type == nullptr) continue;
    for (const schema::Attribute& attribute : type->block.attributes) {
      const auto found = resources[i].values.find(attribute.name);
      if (found == resources[i].values.end() || !found->is_string() || attribute.sensitive) continue;
      const std::string text = found->get<std::string>();
      if (text.size() < 3) continue;
      exports_[text].push_back({i, attribute.name, attribute.computed});
      // Where two have one ARN, the first address is the one.
      if (attribute.name == "arn" && is_arn(text)) arns_.try_emplace(text, Export{i, "arn", true});
    }
  }
}

bool Links::reaches(std::size_t from, std::size_t to) const {
  std::vector<std::size_t> left{from};
  std::set<std::size_t> seen;
  while (!left.empty()) {
    const std::size_t at = left.back();
    left.pop_back();
    if (at == to) return true;
    if (!seen.insert(at).second) continue;
    left.insert(left.end(), edges_[at].begin(), edges_[at].end());
  }
  return false;
}

std::optional<std::string> Links::refer(std::size_t from, const Export& to) {
  if (to.resource == from || reaches(to.resource, from)) return std::nullopt;
  edges_[from].insert(to.resource);
  return resources_[to.resource].type + "." + names_[to.resource] + "." + to.attribute;
}

const Links::Export* Links::by_identity(std::size_t from, std::string_view attribute, std::string_view text) const {
  const auto found = exports_.find(text);
  if (found == exports_.end() || !is_identity(text)) return nullptr;
  const auto rank = [&](const Export& candidate) {
    const bool arn = candidate.attribute == "arn", id = candidate.attribute == "id";
    const bool wants_arn = attribute.ends_with("arn") || attribute.ends_with("arns");
    const std::string& type = resources_[candidate.resource].type;
    return std::tuple((wants_arn ? arn : id) ? 0
                      : (arn || id)          ? 1
                                             : 2,
                      !is_of_kind(type, kind_named_by(attribute)), type.size(), type,
                      resources_[candidate.resource].address, candidate.attribute);
  };
  const Export* best = nullptr;
  for (const Export& candidate : found->second) {
    const bool is_own = candidate.computed || candidate.attribute == "arn" || candidate.attribute == "id";
    if (!is_own || candidate.resource == from) continue;
    if (best == nullptr || rank(candidate) < rank(*best)) best = &candidate;
  }
  return best;
}

const Links::Export* Links::by_name(std::size_t from, std::string_view attribute, std::string_view text) const {
  const auto found = exports_.find(text);
  if (found == exports_.end()) return nullptr;
  const std::string kind = kind_named_by(attribute);
  const bool by_id = attribute.ends_with("_id") || attribute.ends_with("_ids");
  const auto rank = [&](const Export& candidate) {
    const std::string& name = candidate.attribute;
    return std::tuple(by_id ? name != "id" : name != "name", name != "id", name, resources_[candidate.resource].type,
                      resources_[candidate.resource].address);
  };
  const Export* best = nullptr;
  for (const Export& candidate : found->second) {
    const std::string& name = candidate.attribute;
    const bool names_it = name == "id" || name == "name" ||
                          std::find(facts_.names.begin(), facts_.names.end(), name) != facts_.names.end();
    if (candidate.resource == from || !names_it || !is_of_kind(resources_[candidate.resource].type, kind)) continue;
    if (best == nullptr || rank(candidate) < rank(*best)) best = &candidate;
  }
  return best;
}

std::optional<std::string> Links::reference(std::size_t from, std::string_view attribute, std::string_view text) {
  const Export* found = by_identity(from, attribute, text);
  if (found == nullptr) found = by_name(from, attribute, text);
  return found == nullptr ? std::nullopt : refer(from, *found);
}

std::optional<std::pair<std::string, std::size_t>> Links::beginning(std::size_t from, std::string_view text) {
  if (!is_arn(text)) return std::nullopt;
  // The longest ARN that ends where a part of the text ends.
  for (std::size_t size = text.size(); size > 4; --size) {
    if (size < text.size() && std::string_view("/:*").find(text[size]) == std::string_view::npos) continue;
    const auto found = arns_.find(text.substr(0, size));
    if (found == arns_.end()) continue;
    if (auto reference = refer(from, found->second)) return std::pair(*reference, size);
    return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace parapet::importing
