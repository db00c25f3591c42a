// expect: no matching function for call to .*KmsKey
#include <aws/kms_key.hpp>
#include <aws/s3_bucket.hpp>

void add(const parapet::Construct& scope) {
#if MISUSE
  aws::KmsKey(scope, "data", aws::s3_bucket{.bucket = "logs"});  // HERE
#else
  aws::KmsKey(scope, "data", aws::kms_key{.description = "data"});
#endif
}
