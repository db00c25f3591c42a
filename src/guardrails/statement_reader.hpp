#pragma once

#include "parapet/document/resolve.hpp"
#include "parapet/policy/analysis.hpp"

namespace parapet::guardrails {

/// Reads the object of a policy (`{"Version": ..., "Statement": [...]}`), keys in any case, one thing or a list of it.
class StatementReader {
 public:
  explicit StatementReader(Resolver& resolver) : resolver_(resolver) {}

  policy::PolicyView policy(const Resolved& object);
  /// The strings of a value: one, or a list of them. Parts that are not known become policy::unknown_part.
  policy::Strings strings(const Resolved& value);

 private:
  policy::StatementView statement(const Resolved& object);
  policy::Principals principals(const Resolved& value);
  void conditions(const Resolved& value, policy::StatementView& statement);
  void add_string(const Resolved& value, policy::Strings& into);
  std::string text_of_scalar(const Resolved& value);
  std::string text_of_parts(View join, const Place& place);

  /// Calls `use(name in lower case, name, value)` for each member; false if the value is no object or a name is not
  /// known; parts of such a name are policy::unknown_part.
  template <class F>
  bool each_member(const Resolved& object, F use);
  /// Calls `use(value)` for each element of a list, or for the thing itself; false if there may be others.
  template <class F>
  bool each_element(const Resolved& value, F use);

  Resolver& resolver_;
};

}  // namespace parapet::guardrails
