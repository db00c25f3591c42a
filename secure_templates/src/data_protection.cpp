#include "data_protection.hpp"

#include <string>
#include <vector>

#include "parapet/expression.hpp"
#include "parapet/fn/encoding.hpp"

namespace secure {

namespace data_protection {

parapet::Any identifiers(const std::vector<std::string>& names) {
  std::vector<parapet::Any> found;
  for (const std::string& name : names) found.emplace_back("arn:aws:dataprotection::aws:data-identifier/" + name);
  return parapet::List<parapet::Any>(found);
}

parapet::Any audit() {
  const parapet::Any nowhere = parapet::empty_map<parapet::Any>();
  return parapet::object({{"Audit", parapet::object({{"FindingsDestination", nowhere}})}});
}

parapet::Any mask() {
  const parapet::Any as_usual = parapet::empty_map<parapet::Any>();
  return parapet::object({{"Deidentify", parapet::object({{"MaskConfig", as_usual}})}});
}

}  // namespace data_protection

parapet::Any credentials() {
  return data_protection::identifiers(
      {"AwsSecretKey", "CreditCardNumber", "OpenSshPrivateKey", "PgpPrivateKey", "PkcsPrivateKey", "PuttyPrivateKey"});
}

/// CloudWatch takes an audit and a mask of the same data, and nothing else.
parapet::Str mask_of_credentials() {
  const auto statement = [](const char* sid, const parapet::Any& operation) {
    return parapet::object({{"DataIdentifier", credentials()}, {"Operation", operation}, {"Sid", sid}});
  };
  return parapet::fn::jsonencode(parapet::object({
      {"Name", "mask-credentials"},
      {"Statement",
       parapet::list({statement("Audit", data_protection::audit()), statement("Mask", data_protection::mask())})},
      {"Version", "2021-06-01"},
  }));
}

parapet::Str mask_of_personal_data() {
  const parapet::Any personal =
      data_protection::identifiers({"AwsSecretKey", "CreditCardNumber", "EmailAddress", "OpenSshPrivateKey",
                                    "PgpPrivateKey", "PkcsPrivateKey", "PuttyPrivateKey"});
  const auto statement = [&](const char* sid, const parapet::Any& operation) {
    return parapet::object({{"Sid", sid}, {"DataIdentifier", personal}, {"Operation", operation}});
  };
  return parapet::fn::jsonencode(parapet::object({
      {"Name", "masking"},
      {"Version", "2021-06-01"},
      {"Statement",
       parapet::list({statement("Audit", data_protection::audit()), statement("Mask", data_protection::mask())})},
  }));
}

}  // namespace secure
