// expect: use of deleted function 'parapet::Secret::Secret
#include <aws/db_instance.hpp>

const aws::db_instance config{
    .instance_class = "db.r6g.large",
#if MISUSE
    .password = "hunter2",  // HERE
#else
    .password = parapet::null,
#endif
};
