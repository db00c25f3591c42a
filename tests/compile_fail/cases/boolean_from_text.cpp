// expect: could not convert '"90"' from 'const char .3.' to 'parapet::Bool'
#include <aws/s3_bucket.hpp>

const aws::s3_bucket config{
#if MISUSE
    .force_destroy = "90",  // HERE
#else
    .force_destroy = true,
#endif
};
