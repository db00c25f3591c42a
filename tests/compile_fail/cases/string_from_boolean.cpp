// expect: use of deleted function 'parapet::Str::Str.T. .with T = bool.'
#include <aws/s3_bucket.hpp>

const aws::s3_bucket config{
#if MISUSE
    .bucket = true,
#else
    .bucket = "true",
#endif
};
