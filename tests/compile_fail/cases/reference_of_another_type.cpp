// expect: could not convert .*KmsKey::enable_key_rotation.* from 'parapet::Ref<parapet::Bool>' to 'parapet::Str'
#include <aws/kms_key.hpp>

aws::kms_key with(const aws::KmsKey& key) {
  return aws::kms_key{
#if MISUSE
      .description = key.enable_key_rotation(),  // HERE
#else
      .description = key.description(),
#endif
  };
}
