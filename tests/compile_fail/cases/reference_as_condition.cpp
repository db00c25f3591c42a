// expect: could not convert .* to 'bool'
#include <aws/kms_key.hpp>

int answer(const aws::KmsKey& key) {
#if MISUSE
  if (key.enable_key_rotation()) return 1;  // HERE
#else
  if (key.enable_key_rotation().parapet_value()) return 1;
#endif
  return 0;
}
