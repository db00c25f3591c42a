#include "import/facts.hpp"

#include <algorithm>

#include "guardrails/json.hpp"
#include "schema/names.hpp"

namespace parapet::importing {

namespace {

using guardrails::At;

template <class Visit>
void each_member(const At& object, Visit visit) {
  object.expect_object();
  for (const auto& [key, value] : object.json().items()) visit(key, object.member(key));
}

std::map<std::string, std::string, std::less<>> texts_by_name(const At& object) {
  std::map<std::string, std::string, std::less<>> texts;
  each_member(object, [&](const std::string& key, const At& value) { texts[key] = value.filled_text(); });
  return texts;
}

std::map<std::string, std::vector<std::string>, std::less<>> lists_by_name(const At& object) {
  std::map<std::string, std::vector<std::string>, std::less<>> lists;
  each_member(object, [&](const std::string& key, const At& value) { lists[key] = value.texts(); });
  return lists;
}

Facts::Template template_of(const At& at) {
  at.expect_object().only({"name", "header", "options"});
  return {at.member("name").filled_text(), at.member("header").filled_text(),
          at.has("options") ? at.member("options").filled_text() : ""};
}

}  // namespace

std::string Facts::file_of(std::string_view type) const {
  std::size_t longest = 0;
  std::string file;
  for (const auto& [prefix, name] : files) {
    if (!type.starts_with(prefix) || prefix.size() <= longest) continue;
    longest = prefix.size();
    file = name;
  }
  if (longest > 0) return file;
  const std::string_view rest = type.substr(type.find('_') + 1);
  return schema::identifier(rest.substr(0, rest.find('_')));
}

bool Facts::is_unread(std::string_view attribute) const {
  return std::find(unread.begin(), unread.end(), attribute) != unread.end();
}

bool Facts::is_needed_secret(std::string_view type, std::string_view attribute) const {
  const auto found = needed_secrets.find(type);
  return found != needed_secrets.end() &&
         std::find(found->second.begin(), found->second.end(), attribute) != found->second.end();
}

Facts read_facts(std::string_view json, std::string_view file) {
  const guardrails::Json parsed = guardrails::parse_json(json, file);
  const At at(parsed, file);
  at.expect_object().only({"templates", "files", "order", "import_ids", "unread", "names", "needed_secrets",
                           "exclusive", "unset_when_zero"});
  Facts facts;
  each_member(at.member("templates"),
              [&](const std::string& type, const At& value) { facts.templates[type] = template_of(value); });
  facts.files = texts_by_name(at.member("files"));
  facts.order = at.member("order").texts();
  facts.import_ids = texts_by_name(at.member("import_ids"));
  facts.unread = at.member("unread").texts();
  facts.names = at.member("names").texts();
  facts.needed_secrets = lists_by_name(at.member("needed_secrets"));
  each_member(at.member("exclusive"),
              [&](const std::string& type, const At& value) { facts.exclusive[type] = lists_by_name(value); });
  facts.unset_when_zero = lists_by_name(at.member("unset_when_zero"));
  return facts;
}

}  // namespace parapet::importing
