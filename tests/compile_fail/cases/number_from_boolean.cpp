// expect: could not convert 'true' from 'bool' to 'parapet::Num'
#include <aws/db_instance.hpp>

const aws::db_instance config{
#if MISUSE
    .allocated_storage = true,
#else
    .allocated_storage = 100,
#endif
    .instance_class = "db.r6g.large",
};
