// expect: s3_bucket' has no non-static data member named 'buckett'
#include <aws/s3_bucket.hpp>

const aws::s3_bucket config{
#if MISUSE
    .buckett = "logs",
#else
    .bucket = "logs",
#endif
};
