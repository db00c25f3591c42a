#include "arena.hpp"

namespace parapet::detail {

namespace {
constexpr std::size_t kChunk = 128 * 1024;
}

Arena& Arena::of_thread() {
  thread_local Arena arena;
  return arena;
}

void* Arena::allocate_slow(std::size_t bytes) {
  if (bytes > kChunk / 4) {
    chunks_.emplace_back(new char[bytes]);
    return chunks_.back().get();
  }
  chunks_.emplace_back(new char[kChunk]);
  next_ = chunks_.back().get();
  end_ = next_ + kChunk;
  return allocate(bytes);
}

}  // namespace parapet::detail
