// expect: designator order for field '[a-z0-9_:]*s3_bucket::bucket' does not match declaration order
#include <aws/s3_bucket.hpp>

const aws::s3_bucket config{
#if MISUSE
    .force_destroy = true,
    .bucket = "logs",
#else
    .bucket = "logs",
    .force_destroy = true,
#endif
};
