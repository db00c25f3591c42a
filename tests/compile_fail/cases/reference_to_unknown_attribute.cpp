// expect: KmsKey' has no member named 'arnn'; did you mean 'arn'
#include <aws/kms_key.hpp>

parapet::Ref<parapet::Str> arn_of(const aws::KmsKey& key) {
#if MISUSE
  return key.arnn();  // HERE
#else
  return key.arn();
#endif
}
