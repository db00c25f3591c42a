// expect: use of deleted function 'parapet::Str::Str.T. .with T = int.'
#include <aws/db_instance.hpp>

const aws::db_instance config{
    .instance_class = "db.r6g.large",
#if MISUSE
    .vpc_security_group_ids = {1, 2},
#else
    .vpc_security_group_ids = {"sg-1", "sg-2"},
#endif
};
