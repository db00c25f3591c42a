#include "schema/reserved.hpp"

#include <algorithm>

namespace parapet::schema {

namespace {

constexpr std::string_view keywords[] = {
    "alignas",     "alignof",  "and",        "and_eq",    "asm",       "auto",         "bitand",
    "bitor",       "bool",     "break",      "case",      "catch",     "char",         "char16_t",
    "char32_t",    "char8_t",  "class",      "co_await",  "co_return", "co_yield",     "compl",
    "concept",     "const",    "const_cast", "consteval", "constexpr", "constinit",    "continue",
    "decltype",    "default",  "delete",     "do",        "double",    "dynamic_cast", "else",
    "enum",        "explicit", "export",     "extern",    "false",     "float",        "for",
    "friend",      "goto",     "if",         "inline",    "int",       "long",         "mutable",
    "namespace",   "new",      "noexcept",   "not",       "not_eq",    "nullptr",      "operator",
    "or",          "or_eq",    "private",    "protected", "public",    "register",     "reinterpret_cast",
    "requires",    "return",   "short",      "signed",    "sizeof",    "static",       "static_assert",
    "static_cast", "struct",   "switch",     "template",  "this",      "thread_local", "throw",
    "true",        "try",      "typedef",    "typeid",    "typename",  "union",        "unsigned",
    "using",       "virtual",  "void",       "volatile",  "wchar_t",   "while",        "xor",
    "xor_eq"};

/// Found by listing the macros of the standard and POSIX headers on Debian 12; `i386`, `linux` and `unix` come from the
/// compiler in its GNU modes.
constexpr std::string_view macros[] = {"alloca",
                                       "assert",
                                       "assert_perror",
                                       "be16toh",
                                       "be32toh",
                                       "be64toh",
                                       "errno",
                                       "htobe16",
                                       "htobe32",
                                       "htobe64",
                                       "htole16",
                                       "htole32",
                                       "htole64",
                                       "i386",
                                       "issubnormal",
                                       "le16toh",
                                       "le32toh",
                                       "le64toh",
                                       "linux",
                                       "major",
                                       "makedev",
                                       "math_errhandling",
                                       "minor",
                                       "offsetof",
                                       "s6_addr",
                                       "s6_addr16",
                                       "s6_addr32",
                                       "sa_handler",
                                       "sa_sigaction",
                                       "sched_priority",
                                       "setjmp",
                                       "si_addr",
                                       "si_addr_lsb",
                                       "si_arch",
                                       "si_band",
                                       "si_call_addr",
                                       "si_fd",
                                       "si_int",
                                       "si_lower",
                                       "si_overrun",
                                       "si_pid",
                                       "si_pkey",
                                       "si_ptr",
                                       "si_status",
                                       "si_stime",
                                       "si_syscall",
                                       "si_timerid",
                                       "si_uid",
                                       "si_upper",
                                       "si_utime",
                                       "si_value",
                                       "sigev_notify_attributes",
                                       "sigev_notify_function",
                                       "sigmask",
                                       "sigsetjmp",
                                       "st_atime",
                                       "st_ctime",
                                       "st_mtime",
                                       "stderr",
                                       "stdin",
                                       "stdout",
                                       "strdupa",
                                       "strndupa",
                                       "timeradd",
                                       "timerclear",
                                       "timercmp",
                                       "timerisset",
                                       "timersub",
                                       "unix",
                                       "va_arg",
                                       "va_copy",
                                       "va_end",
                                       "va_start"};

/// Plain words among the functions, variables and structs that the same headers declare, and `parapet`, `secure`,
/// `std`.
constexpr std::string_view global_names[] = {
    "abort",     "abs",      "accept",       "access", "acct",      "alarm",   "atexit",  "basename", "bind",
    "brk",       "calloc",   "canonicalize", "ceil",   "clock",     "clone",   "close",   "connect",  "cos",
    "cosh",      "creat",    "crypt",        "daemon", "daylight",  "div",     "dup",     "environ",  "erf",
    "execl",     "execv",    "exit",         "exp",    "fabs",      "flock",   "floor",   "fork",     "free",
    "frexp",     "gamma",    "getdate",      "getenv", "getline",   "gsignal", "hypot",   "index",    "ioctl",
    "isatty",    "kill",     "ldiv",         "linger", "link",      "listen",  "llabs",   "lockf",    "log",
    "logb",      "logf",     "longjmp",      "lseek",  "madvise",   "malloc",  "mkdir",   "mlock",    "mmap",
    "mount",     "nan",      "nice",         "open",   "optarg",    "optind",  "parapet", "pause",    "pipe",
    "poll",      "pow",      "printf",       "profil", "putenv",    "puts",    "raise",   "rand",     "random",
    "read",      "readlink", "realloc",      "recv",   "remainder", "remove",  "rename",  "revoke",   "rewind",
    "rindex",    "rint",     "rmdir",        "round",  "scanf",     "secure",  "select",  "send",     "shutdown",
    "sigaction", "signal",   "sin",          "sinh",   "sleep",     "socket",  "splice",  "sqrt",     "srand",
    "srandom",   "stat",     "statx",        "std",    "strsep",    "swab",    "symlink", "sync",     "syscall",
    "sysconf",   "syslog",   "system",       "tan",    "tee",       "time",    "timegm",  "times",    "timespec",
    "timeval",   "timex",    "timezone",     "trunc",  "truncate",  "tzname",  "ucred",   "uint",     "ulong",
    "umask",     "unlink",   "unshare",      "ushort", "usleep",    "valloc",  "wait",    "write"};

template <std::size_t N>
bool contains(const std::string_view (&sorted)[N], std::string_view name) {
  return std::binary_search(sorted, sorted + N, name);
}

static_assert(std::is_sorted(std::begin(keywords), std::end(keywords)));
static_assert(std::is_sorted(std::begin(macros), std::end(macros)));
static_assert(std::is_sorted(std::begin(global_names), std::end(global_names)));

}  // namespace

bool is_reserved_word(std::string_view name) { return contains(keywords, name) || contains(macros, name); }

bool is_taken_globally(std::string_view name) { return contains(global_names, name); }

}  // namespace parapet::schema
