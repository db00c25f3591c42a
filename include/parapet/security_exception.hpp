#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace parapet {

/// One configuration that a requirement does not allow.
struct Violation {
  std::string requirement;     ///< `rds:001`
  std::string name;            ///< what is required, one sentence
  std::string severity;        ///< critical, high, medium, low
  std::string status;          ///< `fail` or `unknown`
  std::string resource_type;   ///< `aws_db_instance`
  std::string address;         ///< Terraform's address; empty when the resource was refused before it joined the tree
  std::string construct_path;  ///< `production/zip-db`
  std::string attribute_path;  ///< `publicly_accessible`
  std::string value;           ///< as written, `true`; `unset`; never a secret
  std::string remedy;          ///< how to fix it
  std::string note;            ///< what else there is to know: an exception that has expired; mostly empty
  std::string contact;         ///< whom to ask
  std::string file;            ///< C++ file that created the resource
  unsigned line = 0;
  bool operator==(const Violation&) const = default;
};

/// A security template or the gate refuses. Carries every violation that is known; what() lists them all.
class SecurityException : public std::runtime_error {
 public:
  explicit SecurityException(std::vector<Violation> violations);
  const std::vector<Violation>& violations() const { return violations_; }

 private:
  std::vector<Violation> violations_;
};

/// The text of one violation, the same in every place where it is shown.
std::string describe(const Violation& violation);

}  // namespace parapet
