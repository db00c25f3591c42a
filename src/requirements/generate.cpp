#include "requirements/generate.hpp"

#include <algorithm>
#include <map>

#include "requirements/wording.hpp"

namespace parapet::requirements {

using guardrails::Requirement;

namespace {

/// A requirement that is to be drafted, before it has an id.
struct PlannedDraft {
  std::string service;
  std::string domain;
  Wording words;
  std::vector<const SourceCheck*> checks;
  std::string written_by{};
};

/// A part of a check that nothing is known for, and the gap that it became.
struct OpenPart {
  std::size_t check;
  std::size_t part;
};

class Generator {
 public:
  Generator(const GenerateInput& input, Ledger& ledger) : input_(input), catalog_(input.catalog), ledger_(ledger) {}

  Generated run() {
    choose_services();
    drop_requirements();
    for (const Source& source : input_.sources) {
      for (const SourceCheck& check : source.checks) account(check);
    }
    give_ids();
    keep_catalog();
    ask_drafter();
    sort_requirements();
    for (AccountedCheck& check : result_.checks) settle(check);
    retire();
    note_idle_facts();
    return std::move(result_);
  }

 private:
  using Checks = std::vector<const SourceCheck*>;

  void choose_services() {
    result_.services = input_.services;
    if (!input_.services.empty()) return;
    result_.services = catalog_.services();
    everything_ = true;
  }

  /// With all services, those that the catalog does not have yet are wanted, too.
  bool wants(const std::string& service) const { return everything_ || result_.services.contains(service); }

  void drop_requirements() {
    for (const Requirement* requirement : catalog_.all()) {
      for (const Fact& fact : input_.environment.facts) {
        if (fact.is_enforced_by(*requirement)) used_facts_.insert(&fact);
      }
      const Fact* fact = dropping(input_.environment, *requirement);
      if (fact == nullptr) continue;
      used_facts_.insert(fact);
      dropped_[requirement] = fact;
      if (result_.services.contains(service_of_id(requirement->id)))
        result_.dropped.push_back({std::string(requirement->id), fact});
    }
  }

  void account(const SourceCheck& check) {
    result_.checks.push_back({&check});
    const CatalogIndex::Requirements claiming = catalog_.claiming(check);
    if (const Fact* fact = dropping(input_.environment, check)) {
      used_facts_.insert(fact);
      drop(check, claiming, *fact);
    } else if (!claiming.empty()) {
      for (const Requirement* requirement : claiming) merge(check, *requirement, {});
    } else {
      account_subjects(check);
    }
  }

  void add(Part part) { result_.checks.back().parts.push_back(std::move(part)); }

  static Part environment_part(const Fact& fact) {
    Part part{Outcome::environment};
    part.fact = fact.id;
    part.why = fact.why;
    return part;
  }

  void add_other(const std::string& service, const Subject& subject) {
    Part part{Outcome::other_service, subject.resource};
    part.service = service;
    add(std::move(part));
  }

  /// What a fact makes superfluous is still another service's business where nobody asked for its service.
  void drop(const SourceCheck& check, const CatalogIndex::Requirements& claiming, const Fact& fact) {
    std::set<std::string> services;
    for (const Requirement* requirement : claiming) services.emplace(service_of_id(requirement->id));
    for (const Subject& subject : subjects_of(check)) {
      if (claiming.empty()) services.insert(service_of(check, subject));
    }
    for (const std::string& service : services) {
      if (wants(service)) return add(environment_part(fact));
    }
    for (const std::string& service : services) add_other(service, {});
  }

  /// The same requirement may be reached by several attributes of a check; it is one part.
  void merge(const SourceCheck& check, const Requirement& requirement, std::string path, std::string note = {}) {
    const std::string service(service_of_id(requirement.id));
    if (!wants(service)) return add_other(service, {std::string(requirement.resource)});
    const auto dropped = dropped_.find(&requirement);
    Part part = dropped == dropped_.end() ? Part{Outcome::merged} : environment_part(*dropped->second);
    part.resource = requirement.resource;
    part.path = std::move(path);
    part.requirement = requirement.id;
    part.note = std::move(note);
    for (const Part& other : result_.checks.back().parts) {
      if (other.requirement == part.requirement) return;
    }
    add(std::move(part));
    if (dropped == dropped_.end()) merged_[&requirement].push_back(&check);
  }

  /// The resource types that say something about a check. An example of how to meet it may need types that it is not
  /// about, so where no attribute is named, only those of the check's own service count.
  std::vector<Subject> subjects_of(const SourceCheck& check) const {
    std::vector<Subject> subjects;
    for (const Subject& subject : check.subjects) {
      if (!subject.settings.empty()) subjects.push_back(subject);
    }
    if (!subjects.empty()) return subjects;
    const std::string service = input_.knowledge.service_of(check.service);
    for (const Subject& subject : check.subjects) {
      if (check.service.empty() || catalog_.service_of(subject.resource) == service) subjects.push_back(subject);
    }
    if (subjects.empty()) subjects.push_back({});
    return subjects;
  }

  std::string service_of(const SourceCheck& check, const Subject& subject) const {
    std::string service = subject.resource.empty() ? std::string() : catalog_.service_of(subject.resource);
    if (service.empty()) service = input_.knowledge.service_of(check.service);
    return service.empty() ? service_in_name(subject.resource) : service;
  }

  /// Of a type like no other the word after the provider's: `shop` of `acme_shop_till`.
  static std::string service_in_name(const std::string& resource) {
    const std::size_t begin = resource.find('_') + 1;
    const std::string word = begin == 0 ? "" : resource.substr(begin, resource.find('_', begin) - begin);
    return word.empty() ? "unknown" : word;
  }

  void account_subjects(const SourceCheck& check) {
    for (const Subject& subject : subjects_of(check)) {
      const std::string service = service_of(check, subject);
      if (!wants(service)) {
        add_other(service, subject);
      } else if (const Fact* fact = dropping(input_.environment, subject.resource, input_.knowledge.domain_of(check))) {
        used_facts_.insert(fact);
        Part part = environment_part(*fact);
        part.resource = subject.resource;
        add(std::move(part));
      } else if (const NotConfiguration* known = input_.knowledge.find(check)) {
        Part part{Outcome::not_configuration, subject.resource};
        part.why = known->reason;
        add(std::move(part));
      } else {
        account_subject(check, subject, service);
      }
    }
  }

  void account_subject(const SourceCheck& check, const Subject& subject, const std::string& service) {
    bool settled = false;
    unsettable_.clear();
    for (const Setting& setting : subject.settings) {
      const std::vector<CatalogIndex::Match> matches = catalog_.about(subject.resource, setting);
      for (const CatalogIndex::Match& match : matches)
        merge(check, *match.requirement, setting.path, match.differs ? difference(subject.resource, setting) : "");
      settled |= !matches.empty() || plan(check, subject, setting, service);
    }
    if (settled) return;
    const CatalogIndex::Requirements spelled = catalog_.spelled_in(subject.resource, check.id);
    for (const Requirement* requirement : spelled) merge(check, *requirement, {});
    if (spelled.empty()) open(check, subject, service);
  }

  static std::string difference(std::string_view resource, const Setting& setting) {
    const std::optional<Wording> words = words_for(resource, setting);
    return "may ask for more: " + (words ? words->description : "compare the values");
  }

  bool plan(const SourceCheck& check, const Subject& subject, const Setting& setting, const std::string& service) {
    const std::optional<Wording> words = words_for(subject.resource, setting);
    if (!words) return false;
    if (input_.settable && !input_.settable(subject.resource, setting.path)) {
      unsettable_ = "the provider lets nobody set `" + setting.path + "` of `" + subject.resource + "`";
      return false;
    }
    const std::string key = service + " " + subject.resource + " " + setting.path;
    PlannedDraft& draft =
        planned_.try_emplace(key, PlannedDraft{service, input_.knowledge.domain_of(check), *words, {}, {}})
            .first->second;
    draft.checks.push_back(&check);
    Part part{Outcome::drafted, subject.resource, setting.path};
    part.requirement = key;
    if (draft.words.description != words->description) part.note = "asks for something else: " + words->description;
    add(std::move(part));
    return true;
  }

  void open(const SourceCheck& check, const Subject& subject, const std::string& service) {
    open_.push_back({result_.checks.size() - 1, result_.checks.back().parts.size()});
    Part part{Outcome::needs_draft, subject.resource};
    part.service = service;
    part.note = unsettable_;
    add(std::move(part));
    Gap gap{check.source,
            check.id,
            check.title,
            service,
            subject.resource,
            input_.knowledge.domain_of(check),
            std::string(catalog_.cloud_provider(service)),
            unsettable_,
            check.mentioned};
    for (const Setting& setting : subject.settings) {
      const bool known = std::find(gap.attributes.begin(), gap.attributes.end(), setting.path) != gap.attributes.end();
      if (!known) gap.attributes.push_back(setting.path);
    }
    result_.gaps.push_back(std::move(gap));
  }

  /// After all others have their ids, which so are the same whether somebody drafts or not.
  void ask_drafter() {
    if (!input_.draft) return;
    Drafting drafting = input_.draft(result_.gaps, result_.requirements);
    planned_.clear();
    std::set<std::size_t> answered;
    for (WrittenDraft& written : drafting.drafts) {
      if (written.gap < open_.size() && answered.insert(written.gap).second)
        take_written(std::move(written), drafting.account.by);
    }
    give_ids();
    for (UnwrittenGap& unwritten : drafting.refused) {
      if (unwritten.gap < result_.gaps.size()) result_.gaps[unwritten.gap].refused = std::move(unwritten.reason);
    }
    std::vector<Gap> left;
    for (std::size_t i = 0; i < result_.gaps.size(); ++i) {
      if (!answered.contains(i)) left.push_back(std::move(result_.gaps[i]));
    }
    result_.gaps = std::move(left);
    drafting.account.drafts = answered.size();
    drafting.account.refused = result_.gaps.size();
    result_.drafting = std::move(drafting.account);
  }

  /// A draft that somebody wrote goes by the check that it is for: its words may differ next time.
  void take_written(WrittenDraft written, const std::string& by) {
    const Gap& gap = result_.gaps[written.gap];
    AccountedCheck& check = result_.checks[open_[written.gap].check];
    Part& part = check.parts[open_[written.gap].part];
    part.outcome = Outcome::drafted;
    part.service.clear();
    part.requirement =
        gap.service + " " + (gap.resource.empty() ? "-" : gap.resource) + " " + gap.source + " " + gap.id;
    planned_[part.requirement] = {gap.service,
                                  std::move(written.domain),
                                  {std::move(written.name), std::move(written.description)},
                                  {check.check},
                                  by};
  }

  /// In the order of their keys, so that the order of the sources gives nobody another id.
  void give_ids() {
    for (auto& [key, draft] : planned_) {
      result_.services.insert(draft.service);
      const std::string id = ledger_.id_of(draft.service, key.substr(draft.service.size() + 1),
                                           catalog_.highest(draft.service), catalog_.ids());
      ids_[key] = id;
      result_.requirements.push_back({id, std::move(draft.words.name), std::move(draft.words.description),
                                      std::string(catalog_.cloud_provider(draft.service)), std::move(draft.domain),
                                      true, std::move(draft.checks), std::move(draft.written_by)});
    }
  }

  void settle(AccountedCheck& check) const {
    for (Part& part : check.parts) {
      if (part.outcome == Outcome::drafted) part.requirement = ids_.at(part.requirement);
      check.outcome = std::min(check.outcome, part.outcome);
    }
  }

  void keep_catalog() {
    for (const Requirement* requirement : catalog_.all()) {
      if (dropped_.contains(requirement) || !result_.services.contains(service_of_id(requirement->id))) continue;
      GeneratedRequirement kept{std::string(requirement->id), std::string(requirement->name),
                                std::string(requirement->description), std::string(requirement->cloud_provider),
                                std::string(requirement->domain)};
      if (const auto merged = merged_.find(requirement); merged != merged_.end()) kept.checks = merged->second;
      result_.requirements.push_back(std::move(kept));
    }
  }

  void sort_requirements() {
    std::sort(result_.requirements.begin(), result_.requirements.end(),
              [](const GeneratedRequirement& a, const GeneratedRequirement& b) { return a.id < b.id; });
  }

  void retire() {
    for (const std::string& service : result_.services) {
      if (const unsigned highest = catalog_.highest(service)) ledger_.reserve(service, highest);
    }
    everything_ ? ledger_.retire_unused() : ledger_.retire_unused(result_.services);
  }

  void note_idle_facts() {
    for (const Fact& fact : input_.environment.facts) {
      if (!fact.value || used_facts_.contains(&fact)) continue;
      result_.notes.push_back("the fact `" + fact.id +
                              "` of the environment changes nothing: none of its patterns fits");
    }
  }

  const GenerateInput& input_;
  const CatalogIndex& catalog_;
  Ledger& ledger_;
  Generated result_;
  bool everything_ = false;
  std::map<const Requirement*, const Fact*> dropped_;
  std::map<const Requirement*, Checks> merged_;
  std::set<const Fact*> used_facts_;
  std::map<std::string, PlannedDraft> planned_;  ///< by service, resource and path
  std::map<std::string, std::string> ids_;       ///< of the same keys
  std::string unsettable_;                       ///< why the subject at hand has no draft; empty: nothing to say
  std::vector<OpenPart> open_;                   ///< one for each gap
};

}  // namespace

std::string_view text_of(Outcome outcome) {
  static constexpr std::string_view words[outcome_count] = {"merged",      "drafted",           "needs_draft",
                                                            "environment", "not_configuration", "other_service"};
  return words[static_cast<unsigned>(outcome)];
}

Generated generate(const GenerateInput& input, Ledger& ledger) { return Generator(input, ledger).run(); }

}  // namespace parapet::requirements
