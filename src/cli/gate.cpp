#include "cli/gate.hpp"

#include <algorithm>
#include <set>

#include "cli/files.hpp"
#include "cli/inputs.hpp"
#include "guardrails/tier.hpp"
#include "parapet/document/plan.hpp"
#include "parapet/error.hpp"

namespace parapet::cli {

using namespace guardrails;

namespace {

/// The name that an instance has in its document: `zip` of `aws_db_instance.zip["a"]`.
std::string_view name_of(const DocumentBlock& instance) {
  const std::string_view address = instance.address;
  const std::size_t name = address.find(std::string(instance.type) + ".") + instance.type.size() + 1;
  return address.substr(name, address.find('[', name) - name);
}

/// A plan knows addresses; construct paths, by which exceptions go, and places in the program are in the document.
Document with_places(const Document& plan, const Document& synthesized) {
  Document result(plan.stack());
  result.set_metadata(synthesized.metadata());
  for (DocumentBlock block : plan.blocks()) {
    const bool is_own = !block.type.empty() && !block.address.starts_with("module.");
    const DocumentBlock* origin = is_own ? synthesized.find(block.kind, block.type, name_of(block)) : nullptr;
    if (origin != nullptr) {
      block.path = origin->path;
      block.file = origin->file;
      block.line = origin->line;
    }
    result.add(block);
  }
  result.finish();
  result.index_addresses();
  return result;
}

/// The document and the plan of a stack often break the same requirement at the same resource: it is told once, by the
/// one that is certain.
void tell_once(Report& report) {
  std::set<std::pair<const Requirement*, std::string>> told;
  const auto again = [&](const Result& result) {
    if (!is_open(result) || result.block == nullptr) return false;
    return !told.emplace(result.requirement, std::string(result.stack) + " " + std::string(result.block->address))
                .second;
  };
  std::stable_sort(report.results.begin(), report.results.end(), [](const Result& a, const Result& b) {
    return (a.status == Status::fail) > (b.status == Status::fail);
  });
  std::erase_if(report.results, again);
}

}  // namespace

Gate::Gate(const std::filesystem::path& settings, const assembly::Assembly& assembly)
    : assembly_(assembly), settings_(read_settings(settings.generic_string())) {}

void Gate::judge(const std::vector<PlannedStack>& plans, Verdict& verdict) {
  // Exceptions remember whether they matched.
  const std::lock_guard<std::mutex> alone(mutex_);
  for (const PlannedStack& one : plans) {
    refuse_other_files(one.stack->document);
    verdict.documents.push_back(
        read_document(read_file(one.stack->document), one.stack->document.generic_string(), one.stack->name));
    if (one.plan_json.empty()) continue;
    const Document plan = read_plan(one.plan_json, "plan of " + one.stack->name, verdict.documents.back().stack());
    verdict.documents.push_back(with_places(plan, verdict.documents.back()));
  }
  std::vector<std::string> judged;
  for (const PlannedStack& one : plans) judged.push_back(one.stack->name);
  for (const std::string& name : assembly::with_dependencies(assembly_, judged)) {
    const assembly::Stack& other = *assembly_.find(name);
    if (std::find(judged.begin(), judged.end(), name) == judged.end())
      verdict.documents.push_back(
          read_document(read_file(other.document), other.document.generic_string(), other.name));
  }
  guardrails::Options how = options_of(settings_);
  how.keep_all = true;
  how.explain_all = true;
  verdict.report = check_documents(verdict.documents, how);
  std::erase_if(verdict.report.results, [&](const Result& result) {
    return std::find(judged.begin(), judged.end(), result.stack) == judged.end();
  });
  tell_once(verdict.report);
  verdict.report.notes.insert(verdict.report.notes.end(), settings_.notes.begin(), settings_.notes.end());
  verdict.selection = report::select(verdict.report, {}, settings_.contact);
}

}  // namespace parapet::cli
