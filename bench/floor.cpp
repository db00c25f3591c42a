// What no program that ends with the same document can do without: nlohmann/json serializing the finished document and
// writing it. The time to read the document into memory is measured inside and printed, so that it can be taken off.

#include <sys/resource.h>

#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>

namespace {

double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: floor DOCUMENT COPY\n", stderr);
    return 2;
  }
  std::ifstream in(argv[1], std::ios::binary);
  const nlohmann::json document = nlohmann::json::parse(in);
  const double before = cpu_seconds();
  std::ofstream out(argv[2], std::ios::binary);
  out << document.dump(2) << '\n';
  out.close();
  std::printf("%.6f\n", cpu_seconds() - before);
  return out ? 0 : 1;
}
