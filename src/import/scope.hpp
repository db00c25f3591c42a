#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "import/model.hpp"
#include "import/notes.hpp"

namespace parapet::importing {

/// One function (or constructor) of the program while its text is made: the names in it and what it needs.
class FunctionScope {
 public:
  /// `position`: what is created before it may be referred to.
  FunctionScope(Model& model, std::vector<Note>& notes, std::size_t function)
      : model_(model), notes_(notes), function_(function), names_{"stack",  "shared",  "aws",
                                                                  "secure", "parapet", "policy"} {
    for (const Function& other : model.functions()) names_.reserve(other.name);
  }

  Model& model() const { return model_; }

  /// Gives a unit of this function its variable; the text declares it only when something refers to it.
  const std::string& declare(std::size_t unit);
  bool is_used(std::size_t unit) const { return used_.contains(unit); }
  void use(std::size_t unit) { used_.insert(unit); }
  /// Whether a unit exists when the text being made runs. `at` is the position of the unit that it belongs to.
  bool exists(std::size_t unit) const { return model_.units()[unit].position < at_; }
  void begin(std::size_t position) { at_ = position; }

  /// The C++ expression for the handle of a unit that exists.
  std::string handle(std::size_t unit);
  /// The C++ expression for something that the stack shares.
  std::string shared(const std::string& member) {
    uses_shared_ = true;
    return "shared." + member;
  }
  bool uses_shared() const { return uses_shared_; }

  void include(std::string header) { includes_.insert(std::move(header)); }
  const std::set<std::string>& includes() const { return includes_; }
  void use_policies() {
    include("parapet/policy/policy.hpp");
    uses_policies_ = true;
  }
  bool uses_policies() const { return uses_policies_; }

  void note(std::string place, std::string text) { notes_.push_back({std::move(place), std::move(text)}); }

  /// Declarations of the handles of units that other functions have created.
  std::vector<std::string> lookups() const { return lookups_; }

 private:
  std::string look_up(std::size_t unit, const std::string& name);

  Model& model_;
  std::vector<Note>& notes_;
  std::size_t function_;
  std::size_t at_ = 0;
  schema::NameScope names_;
  std::map<std::size_t, std::string> variables_;
  std::set<std::size_t> used_;
  std::set<std::string> includes_;
  std::vector<std::string> lookups_;
  bool uses_shared_ = false;
  bool uses_policies_ = false;
};

/// `::aws::data` and `Ami` -> `aws::data::Ami`.
std::string class_of(const schema::Layout& layout);

}  // namespace parapet::importing
