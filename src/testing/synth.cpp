#include "parapet/testing/synth.hpp"

#include "core/element.hpp"
#include "core/nearest.hpp"
#include "core/synth.hpp"
#include "parapet/error.hpp"

namespace parapet::testing {

const Document& Documents::operator[](std::string_view stack) const {
  std::vector<std::string_view> names;
  for (const Document& document : documents_) {
    if (document.stack() == stack) return document;
    names.emplace_back(document.stack());
  }
  throw Error("the program has no stack \"" + std::string(stack) + "\"" + parapet::detail::did_you_mean(stack, names));
}

const Document& Documents::only() const {
  if (documents_.size() == 1) return documents_.front();
  throw Error("the program has " + std::to_string(documents_.size()) +
              " stacks; name the one you mean: documents[\"production\"]");
}

Documents synth(App& app) {
  std::vector<std::string> notes;
  std::vector<Document> documents;
  for (const auto& [stack, text] : parapet::detail::synthesize_in_memory(*app.parapet_element()->app, &notes))
    documents.emplace_back(stack, text);
  return {std::move(documents), std::move(notes)};
}

}  // namespace parapet::testing
