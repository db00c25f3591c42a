#include "parapet/detail/table.hpp"

#include <memory>
#include <mutex>
#include <stdexcept>
#include <vector>

namespace parapet::detail {

namespace {

struct OwnedInfo {
  std::vector<Field> fields;
  TableInfo info{};
};

/// Owns what was parsed; tables are constants of the program, so there are at most as many entries as bindings in use.
struct Registry {
  std::mutex mutex;
  std::vector<std::unique_ptr<OwnedInfo>> owned;
};

Registry& registry() {
  static Registry instance;
  return instance;
}

bool is_nested_shape(std::string_view shape) {
  const char last = shape.back();
  return last == 'O' || last == 'N' || last == 'B' || last == 'T' || last == 'G' || last == 'P';
}

std::string_view take_word(std::string_view& line) {
  const std::size_t end = line.find(' ');
  const std::string_view word = line.substr(0, end);
  line = end == std::string_view::npos ? std::string_view{} : line.substr(end + 1);
  return word;
}

std::vector<Field> parse_fields(const Table& table) {
  std::vector<Field> fields;
  fields.reserve(table.count);
  std::string_view rest = table.fields;
  Table* const* nested = table.nested;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    Field field;
    field.name = take_word(line);
    field.shape = take_word(line);
    field.flags = take_word(line);
    if (table.nested != nullptr && is_nested_shape(field.shape)) field.nested = *nested++;
    fields.push_back(field);
  }
  if (fields.size() != table.count)
    throw std::logic_error("a table of slots names another number of fields than its struct has");
  return fields;
}

}  // namespace

int TableInfo::find(std::string_view name) const {
  int low = 0;
  int high = count;
  while (low < high) {
    const int middle = (low + high) / 2;
    const int order = fields[middle].name.compare(name);
    if (order == 0) return middle;
    if (order < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return -1;
}

const TableInfo& info_of(const Table& table) {
  if (const TableInfo* known = __atomic_load_n(&table.info, __ATOMIC_ACQUIRE)) return *known;
  auto owned = std::make_unique<OwnedInfo>();
  owned->fields = parse_fields(table);
  owned->info = {owned->fields.data(), table.count};
  const std::lock_guard lock(registry().mutex);
  if (const TableInfo* known = __atomic_load_n(&table.info, __ATOMIC_ACQUIRE)) return *known;
  registry().owned.push_back(std::move(owned));
  __atomic_store_n(&table.info, &registry().owned.back()->info, __ATOMIC_RELEASE);
  return registry().owned.back()->info;
}

}  // namespace parapet::detail
