#include "parapet/policy/analysis.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

namespace parapet::policy {

namespace {

Answer answer(bool value) { return value ? Answer::yes : Answer::no; }

char lower(char c, bool fold_case) {
  return fold_case ? static_cast<char>(std::tolower(static_cast<unsigned char>(c))) : c;
}

/// Matches without backtracking over more than the last star; `unknown_part` counts as a star.
bool may_cover(std::string_view glob, std::string_view text, bool fold_case) {
  std::size_t g = 0, t = 0, star = std::string_view::npos, mark = 0;
  while (t < text.size()) {
    if (g < glob.size() && (glob[g] == '*' || glob[g] == unknown_part)) {
      star = g++;
      mark = t;
    } else if (g < glob.size() && (glob[g] == '?' || lower(glob[g], fold_case) == lower(text[t], fold_case))) {
      ++g;
      ++t;
    } else if (star != std::string_view::npos) {
      g = star + 1;
      t = ++mark;
    } else {
      return false;
    }
  }
  while (g < glob.size() && (glob[g] == '*' || glob[g] == unknown_part)) ++g;
  return g == glob.size();
}

bool is_star(char c) { return c == '*' || c == unknown_part; }

/// Whether some text is covered by both globs, in any case.
bool intersects(std::string_view left, std::string_view right) {
  // reached[j]: the part of `left` that was read and the first j characters of `right` may have covered the same.
  std::vector<bool> reached(right.size() + 1);
  for (std::size_t i = 0; i <= left.size(); ++i) {
    std::vector<bool> next(right.size() + 1);
    for (std::size_t j = 0; j <= right.size(); ++j) {
      bool star_left = i > 0 && is_star(left[i - 1]), star_right = j > 0 && is_star(right[j - 1]);
      bool equal = i > 0 && j > 0 && (left[i - 1] == '?' || lower(left[i - 1], true) == lower(right[j - 1], true));
      next[j] = (i == 0 && j == 0) || (star_left && (reached[j] || (j > 0 && next[j - 1]))) ||
                (star_right && (next[j - 1] || (i > 0 && reached[j]))) || (equal && reached[j - 1]);
    }
    reached = std::move(next);
  }
  return reached[right.size()];
}

std::string without_unknown(std::string_view glob) {
  std::string text;
  for (char c : glob) {
    if (c != unknown_part) text += c;
  }
  return text;
}

Answer any_covers(const Strings& globs, std::string_view text, bool fold_case) {
  Answer best = globs.complete ? Answer::no : Answer::unknown;
  for (const std::string& glob : globs.values) best = std::max(best, covers(glob, text, fold_case));
  return best;
}

Answer opposite(Answer value) {
  return value == Answer::yes ? Answer::no : value == Answer::no ? Answer::yes : Answer::unknown;
}

Answer speaks_of(const Strings& list, const Strings& not_list, std::string_view text, bool fold_case) {
  if (not_list.present) return opposite(any_covers(not_list, text, fold_case));
  return any_covers(list, text, fold_case);
}

std::string_view field(std::string_view arn, int position) {
  for (; position > 0; --position) {
    std::size_t colon = arn.find(':');
    if (colon == std::string_view::npos) return {};
    arn.remove_prefix(colon + 1);
  }
  return arn.substr(0, arn.find(':'));
}

bool has(std::string_view text, char c) { return text.find(c) != std::string_view::npos; }
bool is_open(std::string_view text) { return has(text, '*') || has(text, '?'); }

std::string folded(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = lower(c, true);
  return result;
}

bool is_type(const PrincipalEntry& entry, std::string_view type) { return folded(entry.type) == type; }

Answer is_anyone(const PrincipalEntry& entry) {
  std::string_view id = entry.identifier;
  if (is_type(entry, "service") || is_type(entry, "federated")) {
    std::string_view rest = id;
    if (rest.find_first_not_of("*?") == std::string_view::npos) return Answer::yes;
    return std::string_view(id).front() == unknown_part && id.size() == 1 ? Answer::unknown : Answer::no;
  }
  // In an ARN the partition, the account or the whole may be open; AWS takes names of roles literally.
  std::string_view account = account_of(id);
  if (is_open(account) || (id.starts_with("arn:") && account.empty())) return Answer::yes;
  if (has(account, unknown_part) && !id.starts_with("arn:")) return Answer::unknown;
  if (has(account, unknown_part)) return Answer::unknown;
  return Answer::no;
}

bool is_digits(std::string_view text) {
  return text.size() == 12 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Answer is_other_account(const PrincipalEntry& entry, const Strings& own) {
  if (is_type(entry, "service") || is_type(entry, "federated")) return Answer::no;
  Answer anyone = is_anyone(entry);
  if (anyone == Answer::yes) return anyone;
  std::string_view account = account_of(entry.identifier);
  if (!is_digits(account)) return anyone;
  if (std::find(own.values.begin(), own.values.end(), account) != own.values.end()) return Answer::no;
  return own.present && own.complete ? Answer::yes : Answer::unknown;
}

template <class Test>
Answer any_principal(const StatementView& statement, Test test) {
  if (statement.not_principals.present) return Answer::yes;
  const Principals& principals = statement.principals;
  Answer best = principals.complete ? Answer::no : Answer::unknown;
  for (const PrincipalEntry& entry : principals.entries) best = std::max(best, test(entry));
  return best;
}

bool is_positive(std::string_view test) {
  std::string name = folded(test);
  std::string_view rest = name;
  if (rest.starts_with("foranyvalue:")) rest.remove_prefix(12);
  static constexpr std::string_view positive[] = {
      "stringequals", "stringequalsignorecase", "stringlike", "arnequals", "arnlike", "ipaddress",
      "bool",         "numericequals"};
  return std::find(std::begin(positive), std::end(positive), rest) != std::end(positive);
}

/// An ARN with wildcards names somebody if its account is literal. Where an ARN has no account (S3), everybody may
/// create what `acme-*` covers, so the name of the resource has to be there up to a `/`.
bool is_hollow_arn(std::string_view arn) {
  std::string_view account = field(arn, 4);
  if (!account.empty()) return is_open(account);
  std::string_view resource = field(arn, 5);
  std::size_t slash = resource.find('/');
  return slash == std::string_view::npos || is_open(resource.substr(0, slash));
}

/// `${aws:PrincipalOrgID}` is what the request itself brings: as good as a star. What the resource brings names its
/// owner.
std::string with_open_variables(std::string_view value) {
  std::string text;
  while (!value.empty()) {
    std::size_t start = std::min(value.find("${"), value.size());
    std::size_t end = std::min(value.find('}', start), value.size());
    text += value.substr(0, start);
    bool of_resource = folded(value.substr(start)).starts_with("${aws:resource");
    if (start < value.size()) text += of_resource ? 'x' : '*';
    value.remove_prefix(std::min(end + 1, value.size()));
  }
  return text;
}

/// Whether a value of a condition leaves open who is meant: nothing literal stands before the first wildcard that
/// others could not have as well. `o-a1/r-1/*`, `repo:acme/infra:*` and `AROAEXAMPLE:*` name somebody, `o-*` and
/// `repo:*` nobody.
bool is_hollow(std::string_view value) {
  if (has(value, '$')) return is_hollow(with_open_variables(value));
  if (value.empty() || value == "0.0.0.0/0" || value == "::/0") return true;
  std::size_t wildcard = value.find_first_of("*?");
  if (wildcard == std::string_view::npos) return false;
  if (value.starts_with("arn:")) return is_hollow_arn(value);
  std::string_view literal = value.substr(0, wildcard);
  bool unique_id = (literal.starts_with("AROA") || literal.starts_with("AIDA")) && has(literal, ':');
  return !unique_id && !has(literal, '/');
}

Answer narrows(const ConditionEntry& condition) {
  if (!is_positive(condition.test)) return Answer::no;
  if (condition.values.values.empty() && condition.values.complete) return Answer::no;
  Answer worst = condition.values.complete ? Answer::yes : Answer::unknown;
  for (const std::string& value : condition.values.values) {
    Answer one = is_hollow(value) ? Answer::no : has(value, unknown_part) ? Answer::unknown : Answer::yes;
    worst = std::min(worst, one);
  }
  return worst;
}

/// Whether a condition's key is one that a glob asks for. `*:sub` covers `(unknown):sub` whatever the unknown part is;
/// `oidc.eks.*:sub` may.
Answer is_key(std::string_view key, std::string_view glob) {
  bool in_general = may_cover(glob, key, true);
  if (!has(key, unknown_part)) return answer(in_general);
  if (in_general && !has(glob, '?')) return Answer::yes;
  return intersects(glob, key) ? Answer::unknown : Answer::no;
}

std::string shown(const Strings& strings) {
  std::string text;
  for (const std::string& value : strings.values) {
    if (!text.empty()) text += ", ";
    for (char c : value) {
      if (c == unknown_part) {
        text += "(unknown)";
      } else {
        text += c;
      }
    }
  }
  if (!strings.complete) text += text.empty() ? "(unknown)" : ", (unknown)";
  return text;
}

std::string shown(const Principals& principals) {
  Strings strings{.values = {}, .complete = principals.complete};
  for (const PrincipalEntry& entry : principals.entries) strings.values.push_back(entry.identifier);
  return shown(strings);
}

}  // namespace

Answer covers(std::string_view glob, std::string_view text, bool fold_case) {
  if (text == "*" && glob == "*:*") return Answer::yes;
  bool unknown_text = has(text, unknown_part);
  if (!has(glob, unknown_part)) {
    if (glob.find_first_not_of('*') == std::string_view::npos && !glob.empty()) return Answer::yes;
    if (unknown_text) return Answer::unknown;
    return answer(may_cover(glob, text, fold_case));
  }
  // What is unknown may be empty: what then matches with stars only in known places is not yet certain.
  if (!unknown_text && !may_cover(glob, text, fold_case)) return Answer::no;
  std::string known = without_unknown(glob);
  return !known.empty() && known.find_first_not_of('*') == std::string::npos ? Answer::yes : Answer::unknown;
}

Answer speaks_of_action(const StatementView& statement, std::string_view action) {
  return speaks_of(statement.actions, statement.not_actions, action, true);
}

Answer speaks_of_resource(const StatementView& statement, std::string_view resource) {
  if (!statement.resources.present && !statement.not_resources.present) return Answer::yes;
  return speaks_of(statement.resources, statement.not_resources, resource, false);
}

Answer speaks_to_anyone(const StatementView& statement) { return any_principal(statement, is_anyone); }

Answer speaks_to_service(const StatementView& statement) {
  return any_principal(
      statement, [](const PrincipalEntry& entry) { return answer(is_type(entry, "service") || entry.type == "*"); });
}

std::string_view account_of(std::string_view identifier) {
  return identifier.starts_with("arn:") ? field(identifier, 4) : identifier;
}

Answer speaks_to_other_account(const StatementView& statement, const Strings& own) {
  return any_principal(statement, [&](const PrincipalEntry& entry) { return is_other_account(entry, own); });
}

Answer narrowed_by(const StatementView& statement, const std::vector<std::string_view>& keys) {
  Answer best = statement.conditions_complete ? Answer::no : Answer::unknown;
  for (const ConditionEntry& condition : statement.conditions) {
    Answer asked = Answer::no;
    for (std::string_view wanted : keys) asked = std::max(asked, is_key(condition.key, wanted));
    best = std::max(best, std::min(asked, narrows(condition)));
  }
  return best;
}

std::string text_of(const StatementView& statement) {
  std::string text = statement.allows == Answer::yes  ? "Allow "
                     : statement.allows == Answer::no ? "Deny "
                                                      : "(unknown effect) ";
  text += statement.not_actions.present ? "all but " + shown(statement.not_actions) : shown(statement.actions);
  if (statement.not_resources.present) text += " on all but " + shown(statement.not_resources);
  if (statement.resources.present) text += " on " + shown(statement.resources);
  if (statement.not_principals.present) text += " to all but " + shown(statement.not_principals);
  if (statement.principals.present) text += " to " + shown(statement.principals);
  return text;
}

}  // namespace parapet::policy
