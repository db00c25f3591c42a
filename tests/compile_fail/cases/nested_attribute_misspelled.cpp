// expect: VersioningConfiguration' has no non-static data member named 'statuss'
#include <aws/s3_bucket_versioning.hpp>

const aws::s3_bucket_versioning config{
    .bucket = "logs",
    .versioning_configuration = {aws::s3_bucket_versioning::VersioningConfiguration{
#if MISUSE
        .statuss = "Enabled",
#else
        .status = "Enabled",
#endif
    }},
};
