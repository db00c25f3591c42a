#include "drafting/curl_library.hpp"

#include <dlfcn.h>

#include "parapet/error.hpp"

namespace parapet::drafting {

namespace {

template <class T>
void load(void* library, const char* name, T& function) {
  function = reinterpret_cast<T>(dlsym(library, name));
  if (function == nullptr)
    throw Error(std::string("libcurl.so.4 has no ") + name + ", so it is too old; install libcurl4 7.88 or newer");
}

CurlLibrary load_curl() {
  void* library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) throw Error("libcurl.so.4 cannot be loaded, which drafting needs; install libcurl4");
  CurlLibrary curl{};
  load(library, "curl_easy_init", curl.easy_init);
  load(library, "curl_easy_setopt", curl.easy_setopt);
  load(library, "curl_easy_perform", curl.easy_perform);
  load(library, "curl_easy_getinfo", curl.easy_getinfo);
  load(library, "curl_easy_cleanup", curl.easy_cleanup);
  load(library, "curl_easy_strerror", curl.easy_strerror);
  load(library, "curl_slist_append", curl.slist_append);
  load(library, "curl_slist_free_all", curl.slist_free_all);
  load(library, "curl_url", curl.url);
  load(library, "curl_url_set", curl.url_set);
  load(library, "curl_url_get", curl.url_get);
  load(library, "curl_url_cleanup", curl.url_cleanup);
  load(library, "curl_free", curl.free);
  load(library, "curl_getdate", curl.getdate);
  decltype(&::curl_global_init) global_init = nullptr;
  load(library, "curl_global_init", global_init);
  if (global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) throw Error("libcurl does not start");
  return curl;
}

}  // namespace

const CurlLibrary& curl_library() {
  static const CurlLibrary library = load_curl();
  return library;
}

}  // namespace parapet::drafting
