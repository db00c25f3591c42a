#include "report/page.hpp"

namespace parapet::report {

// The policy forbids every request, so that not even a mistake below could make one.
const std::string_view page_before_data = R"page(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Parapet: security requirements</title>
<style>
:root { color-scheme: light dark; --back: #fff; --text: #1b1f24; --soft: #57606a; --line: #d0d7de; --panel: #f6f8fa;
  --fail: #b42318; --unknown: #8a5a00; --pass: #1a7f37; --excepted: #6639ba; }
@media (prefers-color-scheme: dark) {
  :root { --back: #0d1117; --text: #e6edf3; --soft: #9198a1; --line: #30363d; --panel: #161b22;
    --fail: #ff7b72; --unknown: #e3b341; --pass: #56d364; --excepted: #d2a8ff; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 90rem; padding: 1.5rem; background: var(--back); color: var(--text);
  font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.4rem; margin: 0 0 1rem; }
.totals { display: flex; flex-wrap: wrap; gap: .75rem; margin: 0 0 1rem; padding: 0; list-style: none; }
.totals li { background: var(--panel); border: 1px solid var(--line); border-radius: 6px; padding: .5rem 1rem; min-width: 8rem; }
.totals b { display: block; font-size: 1.4rem; }
.remarks { color: var(--soft); margin: 0 0 1rem; padding-left: 1.2rem; }
form { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; margin-bottom: 1rem; }
label { display: flex; flex-direction: column; font-size: .85rem; color: var(--soft); gap: .2rem; }
select, input, button { font: inherit; color: var(--text); background: var(--panel); border: 1px solid var(--line);
  border-radius: 6px; padding: .35rem .6rem; }
input { min-width: 18rem; }
:focus-visible { outline: 2px solid var(--excepted); outline-offset: 1px; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th, td { text-align: left; vertical-align: top; border-top: 1px solid var(--line); padding: .5rem .6rem; overflow-wrap: anywhere; }
th { color: var(--soft); font-weight: 600; }
th:nth-child(1) { width: 8rem; } th:nth-child(2) { width: 7rem; } th:nth-child(3) { width: 30%; }
.fail { color: var(--fail); } .unknown { color: var(--unknown); } .pass { color: var(--pass); } .excepted { color: var(--excepted); }
.soft { color: var(--soft); font-size: .9rem; }
code { font: .9em ui-monospace, monospace; }
summary { cursor: pointer; }
</style>
</head>
<body>
<h1>Security requirements</h1>
<noscript><p>The findings are shown by a script of this page; allow it, or use the text or JSON report.</p></noscript>
<ul class="totals" id="totals"></ul>
<ul class="remarks" id="remarks"></ul>
<form id="filters" role="search">
<label>Status <select id="status"></select></label>
<label>Severity <select id="severity"></select></label>
<label>Service <select id="service"></select></label>
<label>Compliance framework <select id="framework"></select></label>
<label>Search <input id="search" type="search" autocomplete="off"></label>
</form>
<p class="soft" id="count" aria-live="polite"></p>
<table>
<thead><tr><th scope="col">Status</th><th scope="col">Severity</th><th scope="col">Resource</th><th scope="col">Finding</th></tr></thead>
<tbody id="rows"></tbody>
</table>
<p><button type="button" id="more">Show more</button></p>
<script type="application/json" id="data">)page";

// Texts of the data reach the page as text nodes only, never as markup.
const std::string_view page_after_data = R"page(</script>
<script>
"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const step = 200;
let shown = step;

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function words(status) { return status.replace("_", " "); }

for (const [status, count] of Object.entries(data.totals)) {
  const item = element("li", undefined, status);
  item.append(element("b", String(count)), words(status));
  byId("totals").append(item);
}
for (const remark of data.remarks) byId("remarks").append(element("li", remark));

const results = data.results.map((row) => {
  const [requirement, stack, address, construct, path, value, status, level, note, file, line] = row;
  const rule = data.requirements[requirement];
  const result = { requirement, stack, address, construct, path, value, status, level, note, file, line, rule };
  result.text = [requirement, rule.name, stack, address, construct, path, value, note, file].join("\n").toLowerCase();
  return result;
});

function choices(id, values, all) {
  const select = byId(id);
  const every = element("option", all);
  every.value = "";
  select.append(every);
  for (const value of values) {
    const option = element("option", words(value));
    option.value = value;
    select.append(option);
  }
}

const rules = Object.values(data.requirements);
const sorted = (values) => [...new Set(values)].sort();
choices("status", ["open", ...Object.keys(data.totals)], "all");
choices("severity", ["critical", "high", "medium", "low"], "all");
choices("service", sorted(rules.map((rule) => rule.service)), "all");
choices("framework", sorted(rules.flatMap((rule) => Object.keys(rule.compliance))), "all");
const isOpen = (result) => result.status === "fail" || result.status === "unknown";
if (results.some(isOpen)) byId("status").value = "open";

function selected() {
  const status = byId("status").value, severity = byId("severity").value, service = byId("service").value;
  const framework = byId("framework").value, search = byId("search").value.trim().toLowerCase();
  return results.filter((result) =>
    (!status || (status === "open" ? isOpen(result) : result.status === status)) &&
    (!severity || result.rule.severity === severity) && (!service || result.rule.service === service) &&
    (!framework || framework in result.rule.compliance) && (!search || result.text.includes(search)));
}

function sections(named) {
  return Object.entries(named).map(([name, ids]) => name + " " + ids.join(", ")).join("; ");
}

function finding(result) {
  const cell = element("td");
  const head = element("div");
  head.append(element("b", result.requirement), " " + result.rule.name);
  cell.append(head);
  if (result.path) {
    const what = element("div");
    what.append(element("code", result.path), result.status === "unknown" ? " is not known: " : " is ",
                element("code", result.value));
    cell.append(what);
  }
  if (result.note) cell.append(element("div", result.note, "soft"));
  const details = element("details");
  details.append(element("summary", "Why, and how to fix it", "soft"), element("p", result.rule.description),
                 element("p", "Fix: " + result.rule.fix));
  const sources = sections(result.rule.sources), compliance = sections(result.rule.compliance);
  if (sources) details.append(element("p", "Also known as: " + sources, "soft"));
  if (compliance) details.append(element("p", "Compliance: " + compliance, "soft"));
  cell.append(details);
  return cell;
}

function row(result) {
  const line = element("tr");
  const status = element("td", words(result.status), result.status);
  if (isOpen(result)) status.append(element("div", result.level === "warn" ? "warns" : "refused", "soft"));
  const resource = element("td");
  resource.append(element("code", result.address), element("div", result.stack, "soft"));
  if (result.construct) resource.append(element("div", result.construct, "soft"));
  if (result.file) resource.append(element("div", result.file + (result.line ? ":" + result.line : ""), "soft"));
  line.append(status, element("td", result.rule.severity), resource, finding(result));
  return line;
}

function show() {
  const matching = selected();
  byId("rows").replaceChildren(...matching.slice(0, shown).map(row));
  byId("count").textContent = matching.length + " of " + results.length + " results";
  byId("more").hidden = matching.length <= shown;
}

byId("filters").addEventListener("input", () => { shown = step; show(); });
byId("filters").addEventListener("submit", (event) => event.preventDefault());
byId("more").addEventListener("click", () => { shown += step; show(); });
show();
</script>
</body>
</html>
)page";

}  // namespace parapet::report
