// expect: s3_bucket' has no non-static data member named 'arn'
#include <aws/s3_bucket.hpp>

const aws::s3_bucket config{
#if MISUSE
    .arn = "arn:aws:s3:::logs",
#endif
    .bucket = "logs",
};
