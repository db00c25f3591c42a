#pragma once

#include "parapet/fn/collection.hpp"
#include "parapet/fn/encoding.hpp"
#include "parapet/fn/file.hpp"
#include "parapet/fn/number.hpp"
#include "parapet/fn/text.hpp"
#include "parapet/fn/type.hpp"

/// Every function of the Terraform language, typed: arguments are literals, slots or references, the result is a
/// reference to use wherever a value of its type is. Nothing is computed here; Terraform calls the function when it
/// runs. Names are Terraform's (`try` is `try_`); a function whose result only Terraform knows gives `Ref<Any>`, which
/// every slot takes (`.as<T>()` names its type).
///
/// The list is that of `terraform metadata functions` 1.11; OpenTofu's own functions say so in their comments.
