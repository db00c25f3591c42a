// expect: use of deleted function 'parapet::Str::Str.T. .with T = int.'
#include <aws/s3_bucket.hpp>

const aws::s3_bucket config{
#if MISUSE
    .bucket = 0,  // HERE
#else
    .bucket = "0",
#endif
};
