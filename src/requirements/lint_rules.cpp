#include "requirements/lint.hpp"

namespace parapet::requirements {

const std::vector<LintRule>& lint_rules() {
  static const std::vector<LintRule> rules = {
      {"json", "The file is JSON in UTF-8, without a key that occurs twice in one object."},
      {"type",
       "The file is an array of objects; ID, name, description, cloudProvider, domain, resource and fix are texts."},
      {"length", "A description has at most 1000 bytes, every other text 300."},
      {"missing-field", "Every field that is not optional is there."},
      {"unknown-field", "There is no other field: five in an exported requirement, the catalog's in a full record."},
      {"field-order",
       "The fields come in their order: ID, name, description, cloudProvider, domain, then the catalog's."},
      {"id", "An id is a service, a colon and three digits: rds:001."},
      {"id-service", "The ids of a catalog's file are of the service that the file is named after."},
      {"id-order", "The ids of a service ascend; gaps are allowed."},
      {"duplicate-id", "No id occurs twice."},
      {"cloud-provider", "cloudProvider is one of the known clouds."},
      {"domain", "domain is one of the five."},
      {"name-sentence", "A name is one sentence, with a capital at its beginning and a period at its end."},
      {"name-joins", "A name does not join two things with and, or, as well as."},
      {"vague", "No word leaves the measure to the reader: least privilege, proper, as needed, such as."},
      {"benefit", "No text praises what a requirement is good for."},
      {"verb", "A requirement is a state of a resource, not work: nothing is implemented or monitored."},
      {"odd-character", "No letter of another alphabet poses as a Latin one, and no character is invisible."},
      {"backticks", "Every backtick is closed, with something in between."},
      {"generic", "A description names an attribute in backticks, or a type that must not exist."},
      {"two-resources", "A description does not ask the same of two types of resources."},
      {"two-configurations",
       "A requirement asks for one configuration: `all` is about one attribute, and a sentence too."},
      {"duplicate-name", "No name occurs twice."},
      {"duplicate-condition", "No two requirements ask the same of the same type of resource."},
      {"condition", "The catalog's reader takes the record: conditions, paths, lists, predicates, severity, defaults."},
      {"description-paths", "A description names every path, link and type that require and when read."},
      {"foreign-path", "A description names no attribute that neither require nor when reads."},
      {"fix", "The remedy names an attribute, or the type of the resource to add or delete."},
  };
  return rules;
}

}  // namespace parapet::requirements
