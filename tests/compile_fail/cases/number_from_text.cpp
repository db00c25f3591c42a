// expect: could not convert '"100"' from 'const char .4.' to 'parapet::Num'
#include <aws/db_instance.hpp>

const aws::db_instance config{
#if MISUSE
    .allocated_storage = "100",  // HERE
#else
    .allocated_storage = 100,
#endif
    .instance_class = "db.r6g.large",
};
