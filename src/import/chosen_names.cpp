#include "import/chosen_names.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

namespace parapet::importing {

namespace {

constexpr std::size_t longest = 60;

/// Names that say nothing.
bool says_nothing(const std::string& name) {
  static constexpr std::string_view empty[] = {"", "default", "example", "main", "resource", "this"};
  return std::find(std::begin(empty), std::end(empty), name) != std::end(empty);
}

std::string last_word(std::string_view type) { return std::string(type.substr(type.rfind('_') + 1)); }

/// Letters, digits and dashes, in small letters; `10.0 Net` -> `10-0-net`.
std::string spelled_name(std::string_view text) {
  std::string name;
  for (const char c : text) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    if (c >= 'A' && c <= 'Z') {
      name += static_cast<char>(c - 'A' + 'a');
    } else if (letter) {
      name += c;
    } else if (!name.empty() && name.back() != '-') {
      name += '-';
    }
    if (name.size() >= longest) break;
  }
  while (!name.empty() && (name.back() == '-' || name.back() == '_')) name.pop_back();
  return name;
}

std::string text_in(const Json& object, const std::string& key) {
  const auto found = object.is_object() ? object.find(key) : object.end();
  return object.is_object() && found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

/// The best word there is for a thing.
std::string wish_for(const StateResource& resource, const Facts& facts) {
  const auto tags = resource.values.find("tags");
  std::vector<std::string> words;
  if (tags != resource.values.end()) words.push_back(text_in(*tags, "Name"));
  for (const std::string& attribute : facts.names) words.push_back(text_in(resource.values, attribute));
  words.push_back(resource.name);
  for (const std::string& word : words) {
    std::string name = spelled_name(word);
    if (says_nothing(name)) continue;
    const bool starts_with_letter = (name.front() >= 'a' && name.front() <= 'z') || name.front() == '_';
    return starts_with_letter ? name : last_word(resource.type) + "-" + name;
  }
  return last_word(resource.type);
}

std::string dashed(std::string_view text) {
  std::string words(text);
  for (char& c : words) c = c == '_' ? '-' : c;
  return words;
}

/// What the type says beyond that of the owner of the name: of `aws_s3_bucket_policy` beside a bucket, `policy`.
std::string kind_beside(const std::string& type, const std::string& owner) {
  if (type.starts_with(owner + "_")) return dashed(std::string_view(type).substr(owner.size() + 1));
  return dashed(std::string_view(type).substr(type.find('_') + 1));
}

class Choice {
 public:
  Choice(const std::vector<StateResource>& resources, const Facts& facts) : resources_(resources), facts_(facts) {}

  std::vector<std::string> run() {
    std::vector<std::string> names(resources_.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (is_given(resources_[i])) names[i] = claim(resources_[i].name, resources_[i].type);
    }
    for (const std::size_t i : order()) {
      if (names[i].empty()) names[i] = claim(wish_for(resources_[i], facts_), resources_[i].type);
    }
    return names;
  }

 private:
  /// Names of a list hold; those of a state may be better or worse than the thing's own.
  static bool is_given(const StateResource& resource) { return !resource.import_id.empty() && !resource.name.empty(); }

  /// Owners before what belongs to them: shorter types first.
  std::vector<std::size_t> order() const {
    std::vector<std::size_t> order(resources_.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      const StateResource &left = resources_[a], &right = resources_[b];
      return std::tuple(left.type.size(), left.type, left.address) <
             std::tuple(right.type.size(), right.type, right.address);
    });
    return order;
  }

  std::string claim(const std::string& wish, const std::string& type) {
    if (take(wish, type)) return wish;
    const std::string& owner = owners_.at(wish);
    const std::string longer = owner == type ? wish : wish + "-" + kind_beside(type, owner);
    if (take(longer, type)) return longer;
    for (int number = 2;; ++number) {
      std::string numbered = longer + "-" + std::to_string(number);
      if (take(numbered, type)) return numbered;
    }
  }

  bool take(const std::string& name, const std::string& type) { return owners_.emplace(name, type).second; }

  const std::vector<StateResource>& resources_;
  const Facts& facts_;
  std::map<std::string, std::string> owners_;
};

}  // namespace

std::vector<std::string> chosen_names(const std::vector<StateResource>& resources, const Facts& facts) {
  return Choice(resources, facts).run();
}

}  // namespace parapet::importing
