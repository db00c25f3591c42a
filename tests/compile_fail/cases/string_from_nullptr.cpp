// expect: use of deleted function 'parapet::Str::Str.T. .with T = std::nullptr_t.'
#include <aws/s3_bucket.hpp>

const aws::s3_bucket config{
#if MISUSE
    .bucket = nullptr,
#else
    .bucket = parapet::null,
#endif
};
