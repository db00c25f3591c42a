#include "import/order.hpp"

#include <algorithm>

#include "schema/names.hpp"
#include "schema/reserved.hpp"

namespace parapet::importing {

namespace {

class Sharing {
 public:
  Sharing(const std::vector<Unit>& units, const Facts& facts) : units_(units), facts_(facts), done_(units.size()) {
    for (std::size_t i = 0; i < units.size(); ++i) waiting_[facts.file_of(units[i].block->type)].push_back(i);
    for (const std::string& file : facts.order) {
      if (waiting_.contains(file)) files_.push_back(file);
    }
    for (const auto& [file, ignored] : waiting_) {
      if (std::find(files_.begin(), files_.end(), file) == files_.end()) files_.push_back(file);
    }
  }

  std::vector<Function> run() {
    while (const std::string* file = next()) take(*file, ready_in(*file));
    for (const std::string& file : files_) {
      // Only circles are left.
      if (!waiting_[file].empty()) take(file, waiting_[file]);
    }
    return std::move(functions_);
  }

 private:
  /// The first file that can be finished; else the one that gets furthest; nullptr when nothing can be created.
  const std::string* next() {
    const std::string* best = nullptr;
    std::size_t most = 0;
    for (const std::string& file : files_) {
      const std::size_t count = ready_in(file).size();
      if (count > 0 && count == waiting_[file].size()) return &file;
      if (count > most) {
        best = &file;
        most = count;
      }
    }
    return best;
  }

  bool is_ready(std::size_t unit, const std::vector<bool>& done) const {
    const std::set<std::size_t>& needs = units_[unit].needs;
    return std::all_of(needs.begin(), needs.end(), [&](std::size_t needed) { return done[needed]; });
  }

  /// What a function of the file could create now, one after the other.
  std::vector<std::size_t> ready_in(const std::string& file) {
    std::vector<bool> done = done_;
    std::vector<std::size_t> left = waiting_[file], ready;
    for (bool found = true; found;) {
      found = false;
      std::vector<std::size_t> later;
      for (const std::size_t unit : left) {
        if (!is_ready(unit, done)) {
          later.push_back(unit);
          continue;
        }
        ready.push_back(unit);
        done[unit] = found = true;
      }
      left = std::move(later);
    }
    return ready;
  }

  void take(const std::string& file, std::vector<std::size_t> units) {
    for (const std::size_t unit : units) done_[unit] = true;
    std::erase_if(waiting_[file], [&](std::size_t unit) { return done_[unit]; });
    const int number = ++functions_of_[file];
    const std::string name = function_name(file);
    functions_.push_back({number > 1 ? name + "_" + std::to_string(number) : name, name, std::move(units)});
  }

  /// Names that the C library, the stack's class or the program's other functions have would be something else.
  static std::string function_name(const std::string& file) {
    static constexpr std::string_view taken[] = {"add_dependency", "aws",     "checks", "imports", "load",    "locals",
                                                 "main",           "modules", "node",   "outputs", "parapet", "policy",
                                                 "refactoring",    "secure",  "shared", "stack",   "tags"};
    const std::string name = schema::identifier(file);
    const bool is_taken = std::find(std::begin(taken), std::end(taken), name) != std::end(taken);
    return is_taken || schema::is_taken_globally(name) ? name + "_resources" : name;
  }

  const std::vector<Unit>& units_;
  const Facts& facts_;
  std::vector<bool> done_;
  std::vector<std::string> files_;
  std::map<std::string, std::vector<std::size_t>, std::less<>> waiting_;
  std::map<std::string, int, std::less<>> functions_of_;
  std::vector<Function> functions_;
};

}  // namespace

std::vector<Function> in_order(const std::vector<Unit>& units, const Facts& facts) {
  return Sharing(units, facts).run();
}

}  // namespace parapet::importing
