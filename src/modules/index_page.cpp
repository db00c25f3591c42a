#include <array>

#include "modules/render.hpp"

namespace parapet::modules {

namespace {

std::string escaped_html(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '&') {
      out += "&amp;";
    } else if (c == '"') {
      out += "&quot;";
    } else {
      out += c;
    }
  }
  return out;
}

constexpr std::string_view head = R"(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Terraform modules</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #8884; padding: .3rem .6rem; text-align: right; }
th:first-child, td:first-child { text-align: left; }
@media (prefers-color-scheme: dark) { body { background: #111; color: #eee; } a { color: #8cf; } }
</style>
</head>
<body>
<h1>Terraform modules</h1>
)";

}  // namespace

std::string index_page(const std::vector<Module>& modules) {
  constexpr std::array stances = {Stance::implemented, Stance::partly, Stance::possible, Stance::inherent,
                                  Stance::impossible};
  std::string rows;
  std::size_t requirements = 0;
  for (const Module& module : modules) {
    std::array<std::size_t, stances.size()> counts{};
    for (const Claim& claim : module.claims) ++counts[static_cast<std::size_t>(claim.stance)];
    requirements += module.claims.size();
    const std::string name = escaped_html(module.service);
    rows += "<tr><td><a href=\"" + name + "/notes.md\">" + name + "</a></td><td>" +
            std::to_string(module.resources.size()) + "</td><td>" + std::to_string(module.claims.size()) + "</td>";
    for (std::size_t count : counts) rows += "<td>" + std::to_string(count) + "</td>";
    rows += "</tr>\n";
  }
  std::string page(head);
  page +=
      "<p>Modules: " + std::to_string(modules.size()) + "; requirements: " + std::to_string(requirements) + ".</p>\n";
  page += "<table>\n<tr><th>Service</th><th>Resource types</th><th>Requirements</th>";
  for (Stance stance : stances) page += "<th>" + std::string(heading_of(stance)) + "</th>";
  return page + "</tr>\n" + rows + "</table>\n</body>\n</html>\n";
}

}  // namespace parapet::modules
