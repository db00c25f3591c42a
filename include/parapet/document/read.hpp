#pragma once

#include <string_view>

#include "parapet/document.hpp"

namespace parapet {

/// Reads one `.tf.json` document. Values, names and comments (`//`) are copied; nothing refers to `bytes` afterwards.
/// Strings become literals or expressions (see parse.hpp); `dynamic` blocks stand beside the static ones of their
/// label. Without a schema nobody can tell blocks from attributes: objects are maps, arrays lists, and View::member
/// treats a list of one object like the object. Blocks carry `name` as file and their line; a construct path and C++
/// line found in a `//` metadata entry win. `stack` names the stack where the document does not; empty: `name` does.
/// Throws Error with file, line, place and remedy for anything that is not JSON or that Terraform would not take as a
/// document.
Document read_terraform_json(std::string_view bytes, std::string_view name, std::string_view stack = {});

/// Adds the blocks of one file to a document, for folders of several files. Call `finish` afterwards. Throws as above;
/// the document may then hold a part of the file.
void add_terraform_json(Document& document, std::string_view bytes, std::string_view name);

/// A JSON text as a value; strings are literals, never templates. nullptr when it is no JSON, nests deeper than 200
/// levels, or gives the same key twice in one object (whose meaning depends on the reader).
const detail::Value* decode_json(std::string_view bytes);

}  // namespace parapet
