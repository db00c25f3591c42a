#include "parapet/dynamic.hpp"

#include "parapet/error.hpp"

namespace parapet::detail {

const Value* make_checked_dynamic(const Slot& for_each, const IteratorName& iterator, const Value* content) {
  const Value* collection = for_each.parapet_value();
  if (collection == nullptr || collection->kind == Kind::null) {
    throw Error("dynamic: the collection is unset; give a list, set or map, or leave the block out");
  }
  return make_dynamic({collection, iterator.text(), content});
}

}  // namespace parapet::detail
