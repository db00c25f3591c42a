#include "process/pipe.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "parapet/error.hpp"

namespace parapet::process {

Pipe::Pipe() {
  if (pipe2(ends_, O_CLOEXEC) != 0) throw Error(std::string("no pipe can be made: ") + std::strerror(errno));
  fcntl(ends_[0], F_SETFL, O_NONBLOCK);
}

Pipe::~Pipe() {
  close_writer();
  close(ends_[0]);
}

void Pipe::close_writer() {
  if (ends_[1] >= 0) close(ends_[1]);
  ends_[1] = -1;
}

Pipe::Read Pipe::read_to(std::string& text) {
  std::array<char, 65536> bytes;
  const ssize_t count = read(ends_[0], bytes.data(), bytes.size());
  if (count < 0) return errno == EAGAIN || errno == EINTR ? Read::nothing_yet : Read::end;
  text.append(bytes.data(), static_cast<std::size_t>(count));
  return count > 0 ? Read::some : Read::end;
}

}  // namespace parapet::process
