// expect: use of deleted function 'parapet::Str::Str.T. .with T = char.'
#include <aws/s3_bucket.hpp>

const aws::s3_bucket config{
#if MISUSE
    .bucket = 'a',  // HERE
#else
    .bucket = "a",
#endif
};
