// expect: could not convert '"x"' from 'const char .2.' to 'parapet::Num'
#include <aws/s3_bucket.hpp>

const aws::s3_bucket config{
    .bucket = "logs",
#if MISUSE
    .count = "x",  // HERE
#else
    .count = 2,
#endif
};
