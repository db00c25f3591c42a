// expect: could not convert '1' from 'int' to 'parapet::Bool'
#include <aws/s3_bucket.hpp>

const aws::s3_bucket config{
#if MISUSE
    .force_destroy = 1,  // HERE
#else
    .force_destroy = false,
#endif
};
