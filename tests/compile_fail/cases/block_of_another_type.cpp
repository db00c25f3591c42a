// expect: could not convert .*s3_bucket::Website.* to 'parapet::Block<aws::.*s3_bucket::Versioning>'
#include <aws/s3_bucket.hpp>

const aws::s3_bucket config{
    .bucket = "logs",
#if MISUSE
    .versioning = {aws::s3_bucket::Website{.index_document = "index.html"}},
#else
    .versioning = {aws::s3_bucket::Versioning{.enabled = true}},
#endif
};
