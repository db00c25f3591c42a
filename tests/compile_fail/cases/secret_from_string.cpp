// expect: use of deleted function 'parapet::Secret::Secret
#include <aws/db_instance.hpp>
#include <string>

aws::db_instance with(const std::string& text) {
  return aws::db_instance{
      .instance_class = "db.r6g.large",
#if MISUSE
      .password = text,  // HERE
#else
      .username = text,
#endif
  };
}
