// expect: could not convert .*KmsKey::arn.* to 'parapet::Dependencies'
#include <aws/kms_key.hpp>

aws::kms_key with(const aws::KmsKey& key) {
  return aws::kms_key{
#if MISUSE
      .depends_on = {key.arn()},
#else
      .depends_on = {key},
#endif
  };
}
