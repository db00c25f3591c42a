// expect: could not convert '"sg-1"' from 'const char .5.' to 'parapet::Set<parapet::Str>'
#include <aws/db_instance.hpp>

const aws::db_instance config{
    .instance_class = "db.r6g.large",
#if MISUSE
    .vpc_security_group_ids = "sg-1",  // HERE
#else
    .vpc_security_group_ids = {"sg-1"},
#endif
};
