#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "core/json_writer.hpp"

namespace parapet::requirements {

/// Which id a drafted requirement got, for ever: the key is what it is about (`aws_db_instance port`). One that is no
/// longer asked for is retired; nobody else gets its id, and it gets it back.
class Ledger {
 public:
  /// None yet.
  Ledger() = default;
  /// Reads a file that `write` wrote. Throws Error with file and JSON pointer.
  Ledger(std::string_view text, std::string_view file);

  /// The id of a key: the one it has, else the next of the service beyond `highest` and every id ever given. `taken`
  /// holds ids of the catalog: one that the catalog has taken since is given up for another. Throws Error when the
  /// service has no number left.
  std::string id_of(const std::string& service, const std::string& key, unsigned highest,
                    const std::set<std::string, std::less<>>& taken);
  /// Retires what nobody asked for since it was read: everywhere, or in these services.
  void retire_unused();
  void retire_unused(const std::set<std::string, std::less<>>& services);
  /// Remembers numbers that the catalog has used.
  void reserve(const std::string& service, unsigned highest);

  void write(detail::Sink& sink) const;

 private:
  struct Entry {
    std::string id;
    bool retired = false;
    bool used = false;
  };
  std::string next_id(const std::string& service);

  std::map<std::string, Entry> entries_;  ///< by `service key`: a key may move to another service
  std::map<std::string, unsigned> highest_;
};

/// `rds` of `rds:001`.
std::string_view service_of_id(std::string_view id);
/// 1 of `rds:001`.
unsigned number_of_id(std::string_view id);

}  // namespace parapet::requirements
