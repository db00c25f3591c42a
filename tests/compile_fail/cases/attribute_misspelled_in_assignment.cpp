// expect: has no member named 'buckett'; did you mean '[a-z_]*bucket[a-z_]*'
#include <aws/s3_bucket.hpp>

void fill(aws::s3_bucket& config) {
#if MISUSE
  config.buckett = "logs";  // HERE
#else
  config.bucket = "logs";
#endif
}
