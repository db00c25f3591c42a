#pragma once

#include <string>
#include <vector>

#include "import/facts.hpp"
#include "import/notes.hpp"
#include "parapet/document.hpp"
#include "parapet/guardrails/requirement.hpp"
#include "schema/schema.hpp"

/// Terraform's documents become programs: a project like those under stacks/.
namespace parapet::importing {

/// What a program is written from.
struct Source {
  const Document& document;
  std::string stack;  ///< id of the stack; also the name of the program
  const schema::ProviderSchema& provider;
  const Facts& facts;
  guardrails::Tier tier = guardrails::Tier::baseline;
};

struct File {
  std::string path;  ///< relative to the project
  std::string text;
};

struct Program {
  std::vector<File> files;  ///< sorted by path
  std::vector<Note> notes;  ///< what the program cannot say, or says in another way
};

/// Writes the program whose document is the given one. Throws Error for a stack name that is no folder's.
Program write_program(const Source& source);

}  // namespace parapet::importing
