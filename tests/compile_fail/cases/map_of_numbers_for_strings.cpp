// expect: use of deleted function 'parapet::Str::Str.T. .with T = int.'
#include <aws/s3_bucket.hpp>

const aws::s3_bucket config{
    .bucket = "logs",
#if MISUSE
    .tags = {{"team", 7}},  // HERE
#else
    .tags = {{"team", "storage"}},
#endif
};
