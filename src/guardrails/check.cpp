#include "parapet/guardrails/check.hpp"

#include <algorithm>
#include <unordered_map>

#include "core/element.hpp"
#include "guardrails/by_type.hpp"
#include "guardrails/claims.hpp"
#include "guardrails/concerned.hpp"
#include "guardrails/evaluator.hpp"
#include "guardrails/ignored.hpp"
#include "guardrails/links.hpp"
#include "guardrails/provider_version.hpp"
#include "guardrails/redact.hpp"
#include "guardrails/tier.hpp"

namespace parapet::guardrails {

namespace {

/// A verdict before exceptions are asked.
struct Verdict {
  Status status = Status::pass;
  Place place;          ///< of the instance that decided
  bool hidden = false;  ///< the configuration is good, and nobody knows whether the object is
};

Status status_of(Truth truth) {
  return truth == Truth::yes ? Status::pass : truth == Truth::no ? Status::fail : Status::unknown;
}

/// How bad: a failing instance outweighs an unknown one, that one a passing one.
int weight(Status status) {
  switch (status) {
    case Status::fail:
      return 3;
    case Status::unknown:
      return 2;
    case Status::pass:
      return 1;
    default:
      return 0;
  }
}

/// What a construct below the stack asks for; it may only be more.
Tier tier_of(const DocumentBlock& block) {
  return block.element == nullptr ? Tier::baseline : tier_at(Node(const_cast<detail::Element*>(block.element)));
}

Frame frame_of(const DocumentBlock& block, const Place& place, Unset unset) {
  return Frame{View(block.body), place, &block, unset, {}};
}

Status judge(Evaluator& evaluator, const Requirement& requirement, const DocumentBlock& block, const Place& place) {
  Truth concerned = Truth::yes;
  if (requirement.when != nullptr)
    concerned = evaluator.concerns(*requirement.when, frame_of(block, place, Unset::fail));
  if (concerned == Truth::no) return Status::not_applicable;
  Truth good = evaluator.evaluate(*requirement.require, frame_of(block, place, requirement.unset));
  return status_of(!concerned || good);
}

/// What decided: the requirement itself, or, when that only fails if it is concerned, what makes it concerned.
Blame explain(Evaluator& evaluator, const Requirement& requirement, const DocumentBlock& block, const Place& place) {
  Blame blame = evaluator.explain(*requirement.require, frame_of(block, place, requirement.unset));
  if (blame.path.empty() && requirement.require->kind != Condition::Kind::never) blame.path = requirement.resource;
  return blame;
}

void show(Blame blame, Result& result) {
  result.value = redacted(blame.path, std::move(blame.value));
  result.attribute_path = std::move(blame.path);
  for (Blame& other : blame.others) {
    std::string value = redacted(other.path, std::move(other.value));
    result.others.emplace_back(std::move(other.path), std::move(value));
  }
}

class Check {
 public:
  Check(const std::vector<Document>& documents, const Options& options)
      : documents_(documents),
        options_(options),
        resolver_(documents),
        link_walker_(resolver_),
        links_(link_walker_, documents),
        evaluator_(resolver_, &links_),
        ignored_(documents),
        concerned_(options.requirements == nullptr ? compiled_requirements() : *options.requirements) {}

  Report run() {
    std::vector<std::string_view> stacks;
    for (const Document& document : documents_) {
      stacks.push_back(document.stack());
      const Tier tier = std::max(tier_of(document, options_.tier), options_.least_tier);
      const ProviderVersions versions(document);
      for (const DocumentBlock& block : document.blocks()) check(document, block, tier, versions);
    }
    summarize(stacks);
    return std::move(report_);
  }

 private:
  void summarize(const std::vector<std::string_view>& stacks) {
    const auto append = [](std::vector<std::string>& to, const std::vector<std::string>& more) {
      to.insert(to.end(), more.begin(), more.end());
    };
    if (options_.exceptions != nullptr) {
      append(report_.notes, options_.exceptions->problems());
      append(report_.notes, options_.exceptions->unused(stacks));
    }
    if (options_.enforcement != nullptr) {
      append(report_.notes, options_.enforcement->problems());
      append(report_.measures, options_.enforcement->summary(stacks));
    }
    if (options_.baseline != nullptr) {
      append(report_.notes, options_.baseline->problems());
      append(report_.measures, options_.baseline->summary(stacks));
    }
  }

  bool is_repeated(View body) { return count_.is_set(body) || for_each_.is_set(body); }

  void check(const Document& document, const DocumentBlock& block, Tier tier_of_stack,
             const ProviderVersions& versions) {
    const std::vector<const Requirement*>& requirements = concerned_.of(block, versions.known_name(block.type));
    if (requirements.empty()) return;
    const Tier tier = std::max(tier_of_stack, tier_of(block));
    if (is_repeated(View(block.body))) {
      places_ = resolver_.instances(block);
    } else {
      places_.assign(1, resolver_.place(block));
    }
    for (const Requirement* requirement : requirements) {
      const bool concerns = requirement->tier <= tier && !versions.excludes(*requirement);
      const Verdict verdict = concerns ? verdict_of(*requirement, block) : Verdict{Status::not_applicable, {}};
      record(document, block, *requirement, verdict);
    }
  }

  Verdict verdict_of(const Requirement& requirement, const DocumentBlock& block) {
    Verdict worst{Status::not_applicable, {}};
    as_bad_.clear();
    for (const Place& place : places_) {
      Status status = judge(evaluator_, requirement, block, place);
      if (weight(status) > weight(worst.status)) {
        worst = {status, place};
        as_bad_.clear();
      } else if (status == worst.status && weight(status) > weight(Status::pass)) {
        as_bad_.push_back(place);
      }
    }
    if (worst.status == Status::pass && ignored_.hides(requirement, block))
      worst = {Status::unknown, worst.place, true};
    return worst;
  }

  void record(const Document& document, const DocumentBlock& block, const Requirement& requirement,
              const Verdict& verdict) {
    Result result{.requirement = &requirement, .block = &block, .stack = document.stack(), .status = verdict.status};
    if (is_open(result) || options_.keep_all) set_level(result);
    if (verdict.hidden)
      result.note +=
          std::string(result.note.empty() ? "" : "; ") + "`ignore_changes` keeps what the imported object has";
    const bool concerned = verdict.status != Status::not_applicable;
    if (is_open(result) || (options_.explain_all && concerned)) blame(result, verdict.place);
    if (is_open(result)) permit(result, document);
    ++report_.totals[static_cast<std::size_t>(result.status)];
    const bool bad = verdict.status == Status::fail || verdict.status == Status::unknown;
    if (bad || options_.keep_all) report_.results.push_back(std::move(result));
  }

  void set_level(Result& result) {
    if (result.stack != leveled_stack_) levels_.clear();
    leveled_stack_ = result.stack;
    const auto [known, fresh] = levels_.try_emplace(result.requirement);
    if (fresh) known->second = level_in(result);
    result.level = known->second.level;
    if (is_open(result)) result.note = known->second.note;
  }

  struct KnownLevel {
    Level level = Level::refuse;
    std::string note;
  };
  KnownLevel level_in(const Result& result) const {
    KnownLevel known{result.requirement->level, {}};
    if (options_.enforcement != nullptr)
      known.level = options_.enforcement->level_of(*result.requirement, result.stack, known.note);
    return known;
  }

  void blame(Result& result, const Place& place) {
    Blame blame = explain(evaluator_, *result.requirement, *result.block, place);
    for (const Place& other : as_bad_) blame.add(explain(evaluator_, *result.requirement, *result.block, other));
    show(std::move(blame), result);
  }

  /// Exceptions come first: they say who answers for it.
  void permit(Result& result, const Document& document) {
    std::string note;
    const Exception* exception =
        options_.exceptions == nullptr
            ? nullptr
            : options_.exceptions->find(result.requirement->id, result.stack, claims_.path_of(*result.block, document),
                                        result.block->address, note);
    if (exception != nullptr) {
      result.status = Status::excepted;
      result.exception = exception->ticket;
      note = exception->reason + " (" + exception->ticket + ", " + exception->owner + ", until " + exception->expires +
             "; " + exception->compensating_control + ")";
    } else if (options_.baseline != nullptr && covers(*options_.baseline, entries_of(result))) {
      result.status = Status::excepted;
      result.exception = baseline_exception;
      note += std::string(note.empty() ? "" : "; ") + "existed before, says the baseline";
    }
    if (!note.empty()) result.note += (result.note.empty() ? "" : "; ") + note;
  }

  const std::vector<Document>& documents_;
  const Options& options_;
  Resolver resolver_;
  Walker link_walker_;
  Links links_;
  Evaluator evaluator_;
  Ignored ignored_;
  Claims claims_;
  Concerned concerned_;
  MetaArgument count_{"count"}, for_each_{"for_each"};
  std::vector<Place> places_;
  std::vector<Place> as_bad_;  ///< the instances that are as bad as the one that decided
  std::string_view leveled_stack_;
  std::unordered_map<const Requirement*, KnownLevel> levels_;
  Report report_;
};

std::string path_below(const Scope& scope, std::string_view id) {
  std::string path(Node(scope.parapet_element()).path());
  if (!path.empty()) path += '/';
  return path + std::string(id);
}

std::string_view stack_of(const Scope& scope) {
  Node node(scope.parapet_element());
  while (node && node.kind() != NodeKind::stack) node = node.scope();
  return node ? node.id() : std::string_view();
}

}  // namespace

Report check_documents(const std::vector<Document>& documents, const Options& options) {
  return Check(documents, options).run();
}

namespace {

/// What a message says is not allowed: the type, or the part of it that the requirement is about.
std::string_view subject_of(const Requirement& requirement, const DocumentBlock& block) {
  const bool part = requirement.resource == "module" || requirement.resource == "provisioner";
  return part ? requirement.resource : block.type;
}

}  // namespace

Violation violation_of(const Result& result, std::string_view contact) {
  const Requirement& requirement = *result.requirement;
  const DocumentBlock& block = *result.block;
  return Violation{.requirement = std::string(requirement.id),
                   .name = std::string(requirement.name),
                   .severity = std::string(text_of(requirement.severity)),
                   .status = std::string(text_of(result.status)),
                   .resource_type = std::string(subject_of(requirement, block)),
                   .address = std::string(block.address),
                   .construct_path = std::string(block.path),
                   .attribute_path = result.attribute_path,
                   .value = result.value,
                   .remedy = std::string(requirement.fix),
                   .note = result.note,
                   .contact = std::string(contact.empty() ? compiled_contact() : contact),
                   .file = std::string(block.file),
                   .line = block.line};
}

bool is_open(const Result& result) { return result.status == Status::fail || result.status == Status::unknown; }

bool refuses(const Result& result) { return is_open(result) && result.level == Level::refuse; }

std::string address_below(Node scope, std::string_view id, std::string_view type) {
  std::vector<std::string_view> path{id};
  for (; scope && scope.kind() != NodeKind::stack; scope = scope.scope()) path.insert(path.begin(), scope.id());
  return std::string(type) + "." + detail::compute_logical_id(path);
}

std::vector<BaselineEntry> entries_of(const Result& result) {
  std::vector<BaselineEntry> entries;
  const auto add = [&](const std::string& path, const std::string& value) {
    // Of what must not be there at all no attribute is shown, and fields of a baseline are filled.
    entries.push_back({.requirement = std::string(result.requirement->id),
                       .stack = std::string(result.stack),
                       .address = std::string(result.block->address),
                       .attribute = path.empty() ? std::string(result.requirement->resource) : path,
                       .value = value.empty() ? "exists" : value});
  };
  add(result.attribute_path, result.value);
  for (const auto& [path, value] : result.others) add(path, value);
  return entries;
}

bool covers(const Baseline& baseline, const std::vector<BaselineEntry>& entries) {
  // Each is asked, so that none of them looks unused.
  const auto covered =
      std::count_if(entries.begin(), entries.end(), [&](const BaselineEntry& entry) { return baseline.covers(entry); });
  return covered == static_cast<std::ptrdiff_t>(entries.size());
}

std::vector<Violation> refusals(const Report& report, std::string_view contact) {
  std::vector<Violation> violations;
  for (const Result& result : report.results) {
    if (refuses(result)) violations.push_back(violation_of(result, contact));
  }
  return violations;
}

namespace {

/// What is permitted of a resource before it is in the tree.
class Permissions {
 public:
  Permissions(const Candidate& candidate, const Options& options) : options_(options), candidate_(candidate) {}

  bool only_warns(const Requirement& requirement, std::string_view stack, std::string& note) const {
    const Level level =
        options_.enforcement == nullptr ? requirement.level : options_.enforcement->level_of(requirement, stack, note);
    return level == Level::warn;
  }
  /// Whether an exception or the baseline permits the result.
  bool permits(Result& result) {
    const bool excepted =
        options_.exceptions != nullptr &&
        options_.exceptions->find(result.requirement->id, result.stack, result.block->path, {}, result.note) != nullptr;
    if (excepted || options_.baseline == nullptr) return excepted;
    std::vector<BaselineEntry> entries = entries_of(result);
    for (BaselineEntry& entry : entries)
      entry.address = address_below(Node(candidate_.scope.parapet_element()), candidate_.id, candidate_.type.name);
    return covers(*options_.baseline, entries);
  }

 private:
  const Options& options_;
  const Candidate& candidate_;
};

}  // namespace

std::vector<Violation> check_resource(const Candidate& candidate, const Options& options) {
  static const std::vector<Document> nothing;
  std::vector<Violation> violations;
  const std::string path = path_below(candidate.scope, candidate.id);
  const std::string_view stack = stack_of(candidate.scope);
  DocumentBlock block;
  block.type = candidate.type.name;
  block.body = detail::make_record(*candidate.type.table, candidate.slots);
  block.path = path;
  // Its own is not there yet; the scope has the same context.
  block.element = candidate.scope.parapet_element();
  block.file = candidate.scope.where().file_name();
  block.line = candidate.scope.where().line();
  Resolver resolver(nothing);
  Evaluator evaluator(resolver, nullptr);
  Permissions permissions(candidate, options);
  const Tier tier = tier_at(Node(candidate.scope.parapet_element()));
  for (const Requirement* requirement : requirements_for(block.type, options.requirements)) {
    Result result{.requirement = requirement, .block = &block, .stack = stack, .status = Status::fail};
    if (requirement->tier > tier || permissions.only_warns(*requirement, stack, result.note)) continue;
    const Place place = resolver.place(block);
    if (judge(evaluator, *requirement, block, place) != Status::fail) continue;
    Blame blame = explain(evaluator, *requirement, block, place);
    show(std::move(blame), result);
    if (!permissions.permits(result)) violations.push_back(violation_of(result, options.contact));
  }
  return violations;
}

}  // namespace parapet::guardrails
