#include "requirements/lint_phrases.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <memory>

namespace parapet::requirements::linting {

namespace {

struct Phrase {
  std::string_view pattern;  ///< of folded text; a hyphen stands for spaces and hyphens, as many as there are
  std::string_view rule;
  std::string_view says;
  std::string_view instead;
};

constexpr std::string_view name_value = "Name the attribute in backticks and the value that it has to have.";
constexpr std::string_view name_allowed = "List the actions, resources or ranges that are allowed.";
constexpr std::string_view name_all = "Name every case, or the one that counts.";
constexpr std::string_view drop = "Delete it; say what is refused otherwise, if anything.";

constexpr Phrase phrases[] = {
    {"least-privileges?d?|minim(?:al|um)-(?:privileges?|permissions?|rights)", "vague", "does not say what is allowed",
     name_allowed},
    {"restrict(?:s|ed|ing|ive|ively|ions?)?(?: [a-z'`-]+){0,3} access|access(?: [a-z'`-]+){0,3} restrict(?:s|ed|ions?)",
     "vague", "does not say who gets in and who does not", name_allowed},
    {"(?:im)?proper(?:ly)?|(?:in)?appropriate(?:ly|ness)?|(?:in)?adequate(?:ly)?|adequacy|(?:in)?sufficient(?:ly)?|"
     "suitabl[ey]",
     "vague", "leaves the measure to the reader", name_value},
    {"strong(?:er|est|ly)?|robust(?:ly|ness)?", "vague", "is no measure",
     "Name the algorithm, version or length that is the least."},
    {"(?:ir)?relevant(?:ly)?|relevance", "vague", "leaves the choice to the reader", name_all},
    {"secure-(?:[a-z]+-)?(?:settings?|configurations?|defaults?|options?|manner|way)|securely", "vague",
     "does not say which setting has which value", name_value},
    {"best-practices?|industry-(?:standards?|practices?)", "vague", "stands for rules that are not written here",
     name_value},
    {"as-(?:needed|necessary|required|appropriate|applicable)|(?:where(?:ver)?|when(?:ever)?|if)-(?:it-is-)?"
     "(?:possible|applicable|feasible|appropriate|needed|necessary|practical)|(?:to the extent|as far as) possible",
     "vague", "lets everybody decide that it does not apply",
     "Say when it applies: `where` with an attribute and its value."},
    {"consider(?:s|ed|ing|ation|ations)?", "vague", "asks to think, which nobody can check", name_value},
    {"regularly|periodically|periodic|from time to time|on a regular basis|"
     "regular (?:basis|intervals?|reviews?|rotations?|updates?|audits?|schedule)",
     "vague", "does not say how often", "Say the number of days."},
    {"review(?:s|ed|ing)?", "vague", "asks for somebody's work, which a configuration does not show", name_value},
    {"sensitive-(?:data|information|content|values?|workloads?|resources?)", "vague", "does not say which data",
     "Name the attribute or resource that holds it."},
    {"unauthori[sz]ed", "vague", "does not say who is authorized", name_allowed},
    {"such as|e\\. ?g|eg|for (?:example|instance)|et cetera|etc|and so (?:on|forth)|among others|"
     "including,? but not limited to",
     "vague", "leaves the list open", name_all},
    {"and ?/ ?or", "vague", "says two things at once", "Write `and` or `or`, or make two requirements."},
    {"only-(?:the )?(?:strictly )?(?:necessary|authori[sz]ed|trusted|required|approved|needed|legitimate)|"
     "(?:necessary|authori[sz]ed|trusted|legitimate) (?:users?|entit(?:y|ies)|principals?|part(?:y|ies)|personnel|"
     "individuals?|sources?|networks?|ips?|ip addresses|accounts?|permissions?|access)",
     "vague", "does not say which ones", name_allowed},
    {"(?:improv|enhanc|strengthen|increas|boost|maximi[sz])(?:e|es|ed|s|ing) (?:the )?(?:overall |your )?"
     "(?:security|protection|resilience|visibility|accountability|compliance)|security-posture|defen[cs]e-in-depth",
     "benefit", "praises instead of asking", drop},
    {"(?:reduc|minimi[sz]|mitigat|lower|limit)(?:e|es|s|ing) (?:the )?(?:[a-z]+ )?(?:risks?|attack-surface|likelihood|"
     "chances?|blast-radius|exposure|impact)",
     "benefit", "praises instead of asking", drop},
    {"helps?(?: to)? "
     "(?:protect|prevent|ensure|secure|improve|reduce|detect|maintain|meet|safeguard|keep|identify|mitigate)|"
     "peace of mind|(?:provid|add|offer)(?:e|es|s|ing) (?:an? )?(?:additional|extra|added|better|another) "
     "(?:layer|security|protection)|safeguard(?:s|ing)?",
     "benefit", "praises instead of asking", drop},
    {"implement(?:s|ed|ing|ations?)?|monitored", "verb", "is work, not a state of a resource",
     "Say what is set: `X is Y`."},
};

/// Words begin and end where letters do; a gap may be any number of spaces or hyphens.
std::string expression_of(std::string_view pattern) {
  std::string text = "\\b(?:";
  bool in_class = false;
  for (const char c : pattern) {
    if (c == '[' || c == ']') in_class = c == '[';
    if (c == '-' && !in_class) {
      text += "[ -]+";
    } else {
      text += c;
    }
  }
  return text + ")\\b";
}

struct CompiledPhrase {
  const Phrase* phrase;
  std::unique_ptr<re2::RE2> expression;
};

/// Compiled once; a text that has none of them, as most do, is looked at once.
class PhraseTable {
 public:
  PhraseTable() {
    std::string any;
    for (const Phrase& phrase : phrases) {
      const std::string text = expression_of(phrase.pattern);
      any += (any.empty() ? "" : "|") + text;
      compiled_.push_back({&phrase, std::make_unique<re2::RE2>(text)});
    }
    any_ = std::make_unique<re2::RE2>(any);
  }

  void find(std::string_view folded, std::vector<PhraseHit>& hits) const {
    const re2::StringPiece text(folded.data(), folded.size());
    if (!re2::RE2::PartialMatch(text, *any_)) return;
    for (const CompiledPhrase& compiled : compiled_) {
      re2::StringPiece found;
      for (std::size_t from = 0;
           compiled.expression->Match(text, from, text.size(), re2::RE2::UNANCHORED, &found, 1);) {
        const auto begin = static_cast<std::size_t>(found.data() - text.data());
        hits.push_back(
            {begin, begin + found.size(), compiled.phrase->rule, compiled.phrase->says, compiled.phrase->instead});
        from = begin + found.size();
      }
    }
  }

 private:
  std::vector<CompiledPhrase> compiled_;
  std::unique_ptr<re2::RE2> any_;
};

const PhraseTable& phrase_table() {
  static const PhraseTable table;
  return table;
}

/// `GuardDuty monitors the VPC` asks for work; a monitor, Network Monitor and monitors at the beginning are things.
void find_monitor(std::string_view text, const Prose& prose, std::vector<PhraseHit>& hits) {
  static const re2::RE2 expression("(?:([a-z`]+) )?\\b(monitors?)\\b");
  static const re2::RE2 determiner("an?|the|each|every|no|of|all|any|its|their|one|`");
  const re2::StringPiece folded(prose.folded);
  re2::StringPiece found[3];
  for (std::size_t from = 0; expression.Match(folded, from, folded.size(), re2::RE2::UNANCHORED, found, 3);) {
    const auto begin = static_cast<std::size_t>(found[2].data() - folded.data());
    from = begin + found[2].size();
    const char first = text[prose.origins[begin]];
    const bool name = first == 'M' && begin > 0;
    const bool subject = begin == 0 && found[2].size() == 8;
    if (name || subject || (!found[1].empty() && re2::RE2::FullMatch(found[1], determiner))) continue;
    hits.push_back({begin, from, "verb", "is work, not a state of a resource", "Say what is set: `X is Y`."});
  }
}

/// The first of those that overlap stays, and of those the longest.
void keep_apart(std::vector<PhraseHit>& hits) {
  std::stable_sort(hits.begin(), hits.end(), [](const PhraseHit& a, const PhraseHit& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
  });
  std::size_t end = 0;
  std::erase_if(hits, [&](const PhraseHit& hit) {
    if (hit.begin < end) return true;
    end = hit.end;
    return false;
  });
}

/// From bytes of the folded text to those of the text.
void unfold(PhraseHit& hit, const Prose& prose, std::size_t offset) {
  hit.begin = offset + prose.origins[hit.begin];
  hit.end = offset + prose.origins[hit.end];
}

/// No attribute is spelled with a space, so backticks do not hide a phrase of several words.
void find_quoted(const Quoted& quoted, std::vector<PhraseHit>& hits) {
  if (quoted.text.find(' ') == std::string::npos) return;
  const Prose inside = fold(quoted.text);
  std::vector<PhraseHit> found;
  phrase_table().find(inside.folded, found);
  for (PhraseHit& hit : found) {
    if (inside.folded.substr(hit.begin, hit.end - hit.begin).find(' ') == std::string::npos) continue;
    unfold(hit, inside, quoted.begin);
    hits.push_back(hit);
  }
}

}  // namespace

std::vector<PhraseHit> find_phrases(std::string_view text, const Prose& prose) {
  std::vector<PhraseHit> hits;
  phrase_table().find(prose.folded, hits);
  find_monitor(text, prose, hits);
  for (PhraseHit& hit : hits) unfold(hit, prose, 0);
  for (const Quoted& quoted : prose.quoted) find_quoted(quoted, hits);
  keep_apart(hits);
  return hits;
}

}  // namespace parapet::requirements::linting
