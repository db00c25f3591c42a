#include <algorithm>
#include <utility>
#include <vector>

#include "parapet/document/view.hpp"

namespace parapet {

using detail::Kind;
using detail::payload;

namespace {

constexpr int kDeepestComparison = 100;
constexpr int kMaxSteps = 200'000;

/// Compares trees that may share parts and so be exponentially larger than their memory; the steps are counted.
class Comparer {
 public:
  explicit Comparer(bool convert) : convert_(convert) {}

  bool equal(View left, View right) {
    if (left.value() == right.value()) return true;
    if (left.is_unset() || right.is_unset()) return left.is_unset() && right.is_unset();
    if (depth_ >= kDeepestComparison || ++steps_ > kMaxSteps) return false;
    ++depth_;
    const bool result = equal_set(left, right);
    --depth_;
    return result;
  }

 private:
  using Members = std::vector<std::pair<std::string_view, View>>;

  bool equal_set(View left, View right) {
    if (left.is_scalar() && right.is_scalar()) return equal_scalars(left, right);
    if (left.is_list() && right.is_list()) return equal_elements(left, right);
    if (left.is_object() && right.is_object()) return equal_objects(left, right);
    return left.kind() == right.kind() && equal_expressions(left, right);
  }

  bool equal_scalars(View left, View right) const {
    if (left.is_number() && right.is_number()) return left.number() == right.number();
    if (left.kind() != right.kind()) return convert_ && equal_converted(left, right);
    return left.is_text() ? left.text() == right.text() : left.boolean() == right.boolean();
  }

  static bool equal_converted(View left, View right) {
    if (left.kind() == Kind::boolean || right.kind() == Kind::boolean) {
      const auto a = as_boolean(left);
      return a.has_value() && a == as_boolean(right);
    }
    const auto a = as_number(left);
    const auto b = as_number(right);
    return a.has_value() && b.has_value() && *a == *b;
  }

  bool equal_elements(View left, View right) {
    if (left.size() != right.size()) return false;
    for (std::size_t i = 0; i < left.size(); ++i) {
      if (!equal(left.element(i), right.element(i))) return false;
    }
    return true;
  }

  /// The members that are set, by name. False when a key is an expression.
  static bool collect(View object, Members& members) {
    for (std::size_t i = 0; i < object.size(); ++i) {
      if (object.kind() == Kind::map && !object.key_at(i).is_text()) return false;
      if (!object.value_at(i).is_unset()) members.emplace_back(object.name(i), object.value_at(i));
    }
    std::stable_sort(members.begin(), members.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    return true;
  }

  bool equal_objects(View left, View right) {
    Members ours;
    Members theirs;
    if (!collect(left, ours) || !collect(right, theirs) || ours.size() != theirs.size()) return false;
    for (std::size_t i = 0; i < ours.size(); ++i) {
      if (ours[i].first != theirs[i].first || !equal(ours[i].second, theirs[i].second)) return false;
    }
    return true;
  }

  bool equal_parts(View left, View right, const detail::Value* const* ours, const detail::Value* const* theirs) {
    if (left.value()->size != right.value()->size || left.value()->op != right.value()->op) return false;
    for (std::uint32_t i = 0; i < left.value()->size; ++i) {
      if (!equal(ours[i], theirs[i])) return false;
    }
    return true;
  }

  /// Names that mean something else in every block are equal to nothing but themselves, and so is text nobody could
  /// parse.
  static bool equal_names(View left, View right) {
    const std::string_view name = left.text();
    return name == right.text() &&
           (name == "var" || name == "local" || name == "data" || name == "module" || name.find('_') != name.npos);
  }

  bool equal_expressions(View left, View right) {
    const detail::Value* a = left.value();
    const detail::Value* b = right.value();
    switch (left.kind()) {
      case Kind::root:
        return detail::element_of(a) == detail::element_of(b);
      case Kind::name:
        return equal_names(left, right);
      case Kind::get: {
        const auto* ours = payload<detail::GetPart>(a);
        const auto* theirs = payload<detail::GetPart>(b);
        return std::string_view(ours->name) == theirs->name && equal(ours->base, theirs->base);
      }
      case Kind::index: {
        const auto* ours = payload<detail::IndexPart>(a);
        const auto* theirs = payload<detail::IndexPart>(b);
        return equal(ours->key, theirs->key) && equal(ours->base, theirs->base);
      }
      case Kind::splat:
      case Kind::bare:
        return equal(*payload<const detail::Value*>(a), *payload<const detail::Value*>(b));
      case Kind::call:
        return left.function() == right.function() && a->flag == b->flag &&
               equal_parts(left, right, detail::arguments_of(a), detail::arguments_of(b));
      case Kind::unary:
      case Kind::binary:
      case Kind::conditional:
      case Kind::join:
        return equal_parts(left, right, detail::elements_of(a), detail::elements_of(b));
      default:
        return false;
    }
  }

  bool convert_;
  int depth_ = 0;
  int steps_ = 0;
};

}  // namespace

bool same(View left, View right) { return Comparer(false).equal(left, right); }
bool same_after_conversion(View left, View right) { return Comparer(true).equal(left, right); }

}  // namespace parapet
