#include "graph/page.hpp"

namespace parapet::graph {

// The policy forbids every request, so that not even a mistake below could make one.
const std::string_view page_head = R"page(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Parapet: graph</title>
<style>
:root { color-scheme: light dark; --back: #fff; --text: #1b1f24; --soft: #57606a; --line: #d0d7de; --panel: #f6f8fa; --box: #fff;
  --edge: #8c959f; --accent: #0969da; --refused: #b42318; --warned: #b54708; --excepted: #6639ba; --clear: #8c959f; }
@media (prefers-color-scheme: dark) {
  :root { --back: #0d1117; --text: #e6edf3; --soft: #9198a1; --line: #30363d; --panel: #161b22; --box: #1c2128;
    --edge: #6e7681; --accent: #4493f8; --refused: #ff7b72; --warned: #e3b341; --excepted: #d2a8ff; --clear: #6e7681; }
}
* { box-sizing: border-box; }
html, body { height: 100%; }
body { margin: 0; display: flex; flex-direction: column; background: var(--back); color: var(--text); font: 14px/1.5 system-ui, sans-serif; }
header { display: flex; flex-wrap: wrap; gap: .5rem .75rem; align-items: end; padding: .6rem 1rem; border-bottom: 1px solid var(--line);
  background: var(--panel); }
h1 { font-size: 1.1rem; margin: 0 .5rem .25rem 0; }
label { display: flex; flex-direction: column; font-size: .8rem; color: var(--soft); }
select, input, button { font: inherit; color: var(--text); background: var(--back); border: 1px solid var(--line); border-radius: 6px;
  padding: .25rem .5rem; max-width: 15rem; }
button { cursor: pointer; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
#count { color: var(--soft); margin-left: auto; padding-bottom: .3rem; }
main { flex: 1; display: flex; min-height: 0; position: relative; }
#canvas { flex: 1; min-width: 0; touch-action: none; cursor: grab; user-select: none; }
#canvas.dragging { cursor: grabbing; }
#zoom { position: absolute; left: 1rem; bottom: 1rem; display: flex; gap: .3rem; }
#legend { position: absolute; left: 10.5rem; bottom: 1rem; display: flex; gap: 1rem; padding: .3rem .7rem; margin: 0; list-style: none;
  background: var(--panel); border: 1px solid var(--line); border-radius: 6px; color: var(--soft); font-size: .85rem; }
#legend i { display: inline-block; width: .8em; height: .8em; border-radius: 3px; margin-right: .4em; vertical-align: -.05em; }
aside { width: 27rem; max-width: 55%; overflow: auto; padding: 1rem; border-left: 1px solid var(--line); background: var(--panel);
  overflow-wrap: anywhere; }
aside h2 { font-size: 1rem; margin: 0 2rem .2rem 0; }
aside h3 { font-size: .85rem; margin: 1.1rem 0 .3rem; color: var(--soft); }
aside p { margin: .15rem 0; }
aside ul { margin: 0; padding: 0; list-style: none; }
aside li { margin: .2rem 0; }
aside li button { text-align: left; max-width: 100%; }
#close { float: right; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; font-size: .85rem; }
td { vertical-align: top; border-top: 1px solid var(--line); padding: .2rem .4rem .2rem 0; }
code, td { font-family: ui-monospace, monospace; font-size: .8rem; }
.soft { color: var(--soft); }
.finding { border-left: 3px solid; padding-left: .6rem; margin: .5rem 0; }
.refused { color: var(--refused); } .warned { color: var(--warned); } .excepted { color: var(--excepted); } .clear { color: var(--clear); }
.finding > * { color: var(--text); }
.cluster { fill: var(--panel); stroke: var(--line); }
.cluster-name { fill: var(--soft); font-size: 15px; font-weight: 600; }
.node { cursor: pointer; }
.node rect.box { fill: var(--box); stroke: var(--line); }
.node rect.bar { fill: currentColor; }
.node.refused rect.box, .node.warned rect.box, .node.excepted rect.box { stroke: currentColor; }
.node.dashed rect.box { stroke-dasharray: 4 3; }
.node .type { fill: var(--soft); font-size: 11px; }
.node .name { fill: var(--text); font-size: 13px; font-weight: 600; }
.node:focus-visible { outline: none; }
.node:focus-visible rect.box, .node.chosen rect.box { stroke: var(--accent); stroke-width: 2.5; }
.edge { fill: none; stroke: var(--edge); stroke-width: 1.2; opacity: .65; }
.edge.near { stroke: var(--accent); stroke-width: 2; opacity: 1; }
.far { opacity: .15; }
[hidden] { display: none !important; }
</style>
</head>
<body>
<header>
<h1>Graph</h1>
<label>Show <select id="level"><option value="stacks">stacks</option><option value="resources">resources</option></select></label>
<label>Stack <select id="stack"></select></label>
<label>Type <select id="type"></select></label>
<label>Findings <select id="state"></select></label>
<label>Search <input id="search" type="search" autocomplete="off"></label>
<span id="count" aria-live="polite"></span>
</header>
<main>
<svg id="canvas" role="group" aria-label="Graph"><defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7"
 orient="auto"><path d="M0 0 8 4 0 8z" fill="var(--edge)"/></marker></defs><g id="scene"></g></svg>
<div id="zoom"><button type="button" id="in" aria-label="Closer">+</button><button type="button" id="out" aria-label="Farther">&minus;</button>
<button type="button" id="fit">Fit</button></div>
<ul id="legend"></ul>
<aside id="details" aria-label="Details" hidden></aside>
</main>
<noscript><p>The graph is drawn by a script of this page; allow it, or use --format dot.</p></noscript>
<script type="application/json" id="data">)page";

// Texts of the data reach the page as text nodes only, never as markup.
const std::string_view page_script = R"page(</script>
<script>
"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const states = ["refused", "warned", "excepted", "clear"];
const width = 230, height = 42, gapX = 70, gapY = 12, pad = 18, title = 34, many = 300;
const view = { x: 0, y: 0, k: 1 };
let drawn = new Map(), chosen = null;

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function shape(name, attributes, text) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

const ruler = document.createElement("canvas").getContext("2d");

// The beginning of a text that fits, between characters.
function cut(text, font, most) {
  ruler.font = font + " system-ui, sans-serif";
  if (ruler.measureText(text).width <= most) return text;
  const letters = Array.from(text);
  let low = 0, high = letters.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (ruler.measureText(letters.slice(0, middle).join("") + "\u2026").width <= most) low = middle; else high = middle - 1;
  }
  return letters.slice(0, low).join("") + "\u2026";
}

// Everything that can be drawn has an id, a group (its stack), and the ids of what it refers to.
const stackItems = data.stacks.map((stack) => ({ id: "s:" + stack.name, group: "", stack, state: stack.state, type: "stack", name: stack.name,
  small: stack.resources + (stack.resources === 1 ? " resource" : " resources"), to: stack.dependencies.map((name) => "s:" + name),
  text: stack.name.toLowerCase() }));
const nodeItems = data.nodes.map((node, i) => ({ id: "n:" + i, group: node.stack, node, state: node.state, type: node.type, name: node.name,
  small: node.type, dashed: node.kind === "data" || node.kind === "ephemeral", to: [],
  text: [node.address, node.construct, node.file].join("\n").toLowerCase() }));
for (const edge of data.edges) nodeItems[edge.from].to.push("n:" + edge.to);
const items = new Map([...stackItems, ...nodeItems].map((item) => [item.id, item]));

// Longest path to what refers to nothing; a circle counts as reached.
function rank(all) {
  const ranks = new Map(), inside = new Set(all.map((item) => item.id));
  for (const item of all) {
    const open = [item.id];
    while (open.length > 0) {
      const id = open[open.length - 1];
      const next = items.get(id).to.filter((to) => inside.has(to) && !ranks.has(to) && !open.includes(to));
      if (ranks.has(id)) open.pop();
      else if (next.length > 0) open.push(next[0]);
      else {
        const below = items.get(id).to.filter((to) => inside.has(to) && ranks.has(to)).map((to) => ranks.get(to) + 1);
        ranks.set(id, Math.max(0, ...below));
        open.pop();
      }
    }
  }
  return ranks;
}

// Places by column and row; the rows of a column follow the mean of what its members are connected with.
function arrange(all) {
  const inside = new Set(all.map((item) => item.id)), near = new Map(all.map((item) => [item.id, []]));
  for (const item of all) for (const to of item.to) if (inside.has(to)) { near.get(item.id).push(to); near.get(to).push(item.id); }
  const linked = all.filter((item) => near.get(item.id).length > 0), alone = all.filter((item) => near.get(item.id).length === 0);
  const ranks = rank(linked), columns = [];
  for (const item of linked) (columns[ranks.get(item.id)] ||= []).push(item);
  const row = new Map();
  const number = (column) => column.forEach((item, i) => row.set(item.id, i - column.length / 2));
  columns.forEach(number);
  for (let sweep = 0; sweep < 8; ++sweep) {
    for (const column of sweep % 2 ? [...columns].reverse() : columns) {
      const mean = new Map(column.map((item) => [item.id, near.get(item.id).reduce((sum, id) => sum + row.get(id), 0) / near.get(item.id).length]));
      column.sort((a, b) => mean.get(a.id) - mean.get(b.id));
      number(column);
    }
  }
  const most = Math.max(10, Math.ceil(Math.sqrt(all.length) * 1.6)), split = [];
  for (const column of columns) for (let i = 0; i < column.length; i += most) split.push(column.slice(i, i + most));
  const tallest = Math.max(0, ...split.map((column) => column.length)), places = new Map();
  split.forEach((column, x) => column.forEach((item, y) => places.set(item.id,
    { x: x * (width + gapX), y: (y + (tallest - column.length) / 2) * (height + gapY) })));
  const wide = Math.max(split.length, Math.ceil(Math.sqrt(alone.length / 3)), 1);
  const top = tallest > 0 ? tallest * (height + gapY) + (alone.length > 0 ? gapY : 0) : 0;
  alone.forEach((item, i) => places.set(item.id, { x: (i % wide) * (width + gapX), y: top + Math.floor(i / wide) * (height + gapY) }));
  const used = alone.length > 0 ? wide : split.length;
  return { places, w: used * (width + gapX) - gapX, h: top + Math.ceil(alone.length / wide) * (height + gapY) - gapY };
}

// Stacks stand in the order of deployment, from left to right.
function place(all) {
  const groups = new Map(), clusters = [], places = new Map();
  for (const item of all) groups.set(item.group, [...(groups.get(item.group) || []), item]);
  const waves = [];
  for (const [name, members] of groups) {
    const stack = data.stacks.find((each) => each.name === name);
    (waves[stack ? stack.wave - 1 : 0] ||= []).push({ name, members, inner: arrange(members) });
  }
  const area = waves.flat().reduce((sum, each) => sum + (each.inner.w + 80) * (each.inner.h + 90), 0), limit = Math.max(900, Math.sqrt(area) * .9);
  let x = 0;
  for (const wave of waves.filter(Boolean)) {
    let y = 0, widest = 0;
    for (const { name, inner } of wave) {
      const w = inner.w + 2 * pad, h = inner.h + pad + title;
      if (y > 0 && y + h > limit) { x += widest + gapX / 2; y = 0; widest = 0; }
      if (name) clusters.push({ name, x, y, w, h });
      for (const [id, spot] of inner.places) places.set(id, { x: x + pad + spot.x, y: y + title + spot.y });
      y += h + 24;
      widest = Math.max(widest, w);
    }
    x += widest + gapX * 1.4;
  }
  return { clusters, places };
}

function box(item, spot) {
  const made = shape("g", { class: "node " + item.state + (item.dashed ? " dashed" : ""), transform: `translate(${spot.x} ${spot.y})`, tabindex: 0,
    role: "button", "aria-label": item.small + " " + item.name + ", " + item.state });
  made.append(shape("title", {}, item.node ? item.node.address : item.name), shape("rect", { class: "box", width, height, rx: 7 }),
    shape("rect", { class: "bar", x: 6, y: 8, width: 4, height: height - 16, rx: 2 }),
    shape("text", { class: "type", x: 18, y: 16 }, cut(item.small, "11px", width - 28)), shape("text", { class: "name", x: 18, y: 33 }, cut(item.name, "600 13px", width - 28)));
  made.dataset.id = item.id;
  return made;
}

function curve(from, to) {
  const x1 = from.x, y1 = from.y + height / 2, y2 = to.y + height / 2;
  if (to.x + width <= from.x) {
    const x2 = to.x + width + 3, bend = Math.max(30, (x1 - x2) / 2);
    // Behind a box in between, a straight line would look like two.
    const lift = x1 - x2 > width && Math.abs(y1 - y2) < height ? height : 0;
    return `M${x1} ${y1}C${x1 - bend} ${y1 - lift} ${x2 + bend} ${y2 - lift} ${x2} ${y2}`;
  }
  const x2 = to.x + width + 3, out = Math.max(x1, x2 - 3) + width / 2;
  return `M${x1 + width} ${y1}C${Math.max(out, x1 + width + 40)} ${y1} ${Math.max(out, x2 + 40)} ${y2} ${x2} ${y2}`;
}

function visible() {
  if (byId("level").value === "stacks") return stackItems.filter((item) => !byId("state").value || item.state === byId("state").value);
  const [stack, type, state] = ["stack", "type", "state"].map((id) => byId(id).value);
  return nodeItems.filter((item) => (!stack || item.group === stack) && (!type || item.type === type) && (!state || item.state === state));
}

function draw() {
  const all = visible(), { clusters, places } = place(all), scene = byId("scene"), edges = [], boxes = [];
  drawn = new Map();
  for (const item of all) {
    const made = box(item, places.get(item.id));
    drawn.set(item.id, { item, made, edges: [], spot: places.get(item.id) });
    boxes.push(made);
  }
  for (const item of all) for (const to of item.to) {
    if (!drawn.has(to)) continue;
    const line = shape("path", { class: "edge", d: curve(places.get(item.id), places.get(to)), "marker-end": "url(#tip)" });
    edges.push(line);
    drawn.get(item.id).edges.push({ line, other: to });
    drawn.get(to).edges.push({ line, other: item.id });
  }
  scene.replaceChildren(...clusters.flatMap((each) => [shape("rect", { class: "cluster", x: each.x, y: each.y, width: each.w, height: each.h, rx: 10 }),
    shape("text", { class: "cluster-name", x: each.x + pad, y: each.y + 22 }, cut(each.name, "600 15px", each.w - 2 * pad))]), ...edges, ...boxes);
  for (const id of ["stack", "type"]) byId(id).disabled = byId("level").value === "stacks";
  highlight();
  fit();
}

// What matches the search, or is connected with what is chosen, stays; the rest steps back.
function highlight() {
  const search = byId("search").value.trim().toLowerCase();
  let kept = [...drawn.keys()];
  if (search) kept = kept.filter((id) => drawn.get(id).item.text.includes(search));
  byId("count").textContent = kept.length + " of " + (byId("level").value === "stacks" ? stackItems : nodeItems).length;
  for (const { edges } of drawn.values()) for (const { line } of edges) line.classList.remove("near", "far");
  if (chosen && drawn.has(chosen)) {
    kept = [chosen, ...drawn.get(chosen).edges.map(({ other }) => other)];
    for (const { line } of drawn.get(chosen).edges) line.classList.add("near");
  }
  const set = new Set(kept);
  for (const [id, { made, edges }] of drawn) {
    made.classList.toggle("chosen", id === chosen);
    made.classList.toggle("far", !set.has(id));
    if (!set.has(id)) for (const { line } of edges) line.classList.toggle("far", !line.classList.contains("near"));
  }
}

const move = () => byId("scene").setAttribute("transform", `translate(${view.x} ${view.y}) scale(${view.k})`);

function fit() {
  const bounds = byId("scene").getBBox(), space = byId("canvas").getBoundingClientRect();
  if (bounds.width === 0) return;
  view.k = Math.min(1.4, (space.width - 40) / bounds.width, (space.height - 90) / bounds.height);
  view.x = (space.width - bounds.width * view.k) / 2 - bounds.x * view.k;
  view.y = (space.height - 50 - bounds.height * view.k) / 2 - bounds.y * view.k;
  move();
}

function zoom(factor, x, y) {
  const k = Math.min(4, Math.max(.02, view.k * factor));
  view.x = x - (x - view.x) * k / view.k;
  view.y = y - (y - view.y) * k / view.k;
  view.k = k;
  move();
}

// A link to another node, which is shown whatever the filters say.
function link(id, note) {
  const line = element("li"), target = element("button", items.get(id).node ? items.get(id).node.address : items.get(id).name);
  target.type = "button";
  target.addEventListener("click", () => {
    if (!drawn.has(id)) { for (const filter of ["stack", "type", "state", "search"]) byId(filter).value = ""; draw(); }
    choose(id, true);
  });
  line.append(target);
  if (note) line.append(element("span", " " + note, "soft"));
  return line;
}

function section(panel, name, lines, tag) {
  if (lines.length === 0) return;
  const list = element(tag || "ul");
  list.append(...lines);
  panel.append(element("h3", name + " (" + lines.length + ")"), list);
}

function finding(each) {
  const made = element("div", undefined, "finding " + each.state);
  made.append(element("b", each.requirement), " ", element("span", each.name), element("div", each.state + ", " + each.severity, "soft"));
  if (each.attribute) { const what = element("div"); what.append(element("code", each.attribute + " = " + each.value)); made.append(what); }
  return made;
}

function cells([path, value]) {
  const row = element("tr");
  row.append(element("td", path, "soft"), element("td", value));
  return row;
}

function describe(panel, item) {
  const { node, stack } = item;
  panel.append(element("h2", node ? node.address : stack.name));
  if (stack) {
    panel.append(element("p", "Wave " + stack.wave + ", " + item.small, "soft"));
    const open = element("button", "Show its resources");
    open.type = "button";
    open.addEventListener("click", () => { byId("level").value = "resources"; byId("stack").value = stack.name; chosen = null; close(); draw(); });
    panel.append(open);
  } else {
    panel.append(element("p", node.stack + (node.construct ? ", " + node.construct : ""), "soft"));
    if (node.file) panel.append(element("p", node.file + (node.line ? ":" + node.line : ""), "soft"));
    section(panel, "Findings", node.findings.map(finding), "div");
  }
  const note = (edge) => (edge ? edge.attribute : "");
  const at = node ? data.nodes.indexOf(node) : -1;
  section(panel, stack ? "Depends on" : "Refers to", item.to.map((id) => link(id, node ? note(data.edges.find((edge) => edge.from === at && "n:" + edge.to === id)) : "")));
  const back = (node ? nodeItems : stackItems).filter((other) => other.to.includes(item.id));
  section(panel, stack ? "Needed by" : "Referred to by", back.map((other) => link(other.id)));
  if (node) section(panel, "Attributes", Object.entries(node.attributes).map(cells), "table");
}

function close() {
  chosen = null;
  byId("details").hidden = true;
  highlight();
}

function choose(id, centre) {
  chosen = id;
  const panel = byId("details"), shut = element("button", "\u00d7");
  shut.type = "button";
  shut.id = "close";
  shut.setAttribute("aria-label", "Close");
  shut.addEventListener("click", close);
  panel.replaceChildren(shut);
  describe(panel, items.get(id));
  panel.hidden = false;
  panel.scrollTop = 0;
  highlight();
  if (drawn.has(id)) show(drawn.get(id).spot, centre);
}

// The panel takes room: what was chosen stays in sight.
function show(spot, near) {
  const space = byId("canvas").getBoundingClientRect(), x = view.x + spot.x * view.k, y = view.y + spot.y * view.k;
  const inside = x >= 0 && y >= 0 && x + width * view.k <= space.width && y + height * view.k <= space.height;
  if (inside && !near) return;
  if (near) view.k = Math.max(view.k, .8);
  view.x = space.width / 2 - (spot.x + width / 2) * view.k;
  view.y = space.height / 2 - (spot.y + height / 2) * view.k;
  move();
}

function choices(id, values, all) {
  const option = (value, text) => { const made = element("option", text); made.value = value; return made; };
  byId(id).append(option("", all), ...values.map((value) => option(value, value)));
}

const sorted = (values) => [...new Set(values)].sort();
choices("stack", data.stacks.map((stack) => stack.name), "all");
choices("type", sorted(data.nodes.map((node) => node.type)), "all");
choices("state", states.filter((state) => data.nodes.some((node) => node.state === state)), "all");
for (const state of states) {
  const count = data.nodes.filter((node) => node.state === state).length, line = element("li"), swatch = element("i");
  swatch.style.background = `var(--${state})`;
  line.append(swatch, state + " " + count);
  byId("legend").append(line);
}
byId("level").value = data.nodes.length > many && data.stacks.length > 1 ? "stacks" : "resources";
for (const id of ["level", "stack", "type", "state"]) byId(id).addEventListener("input", () => { close(); draw(); });
byId("search").addEventListener("input", () => { chosen = null; byId("details").hidden = true; highlight(); });
byId("search").addEventListener("keydown", (event) => {
  const found = [...drawn.values()].find(({ made }) => !made.classList.contains("far"));
  if (event.key === "Enter" && found) choose(found.item.id, true);
});

const canvas = byId("canvas");
let drag = null;
canvas.addEventListener("pointerdown", (event) => { drag = { x: event.clientX, y: event.clientY, moved: false }; });
window.addEventListener("pointermove", (event) => {
  if (!drag) return;
  const dx = event.clientX - drag.x, dy = event.clientY - drag.y;
  if (!drag.moved && Math.hypot(dx, dy) < 4) return;
  drag = { x: event.clientX, y: event.clientY, moved: true };
  canvas.classList.add("dragging");
  view.x += dx;
  view.y += dy;
  move();
});
window.addEventListener("pointerup", () => { canvas.classList.remove("dragging"); setTimeout(() => { drag = null; }); });
canvas.addEventListener("click", (event) => {
  if (drag && drag.moved) return;
  const node = event.target.closest(".node");
  if (node) choose(node.dataset.id, false); else close();
});
canvas.addEventListener("keydown", (event) => {
  if ((event.key === "Enter" || event.key === " ") && event.target.dataset.id) { event.preventDefault(); choose(event.target.dataset.id, false); }
});
window.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
canvas.addEventListener("wheel", (event) => {
  event.preventDefault();
  const space = canvas.getBoundingClientRect();
  zoom(Math.exp(-event.deltaY / 400), event.clientX - space.left, event.clientY - space.top);
}, { passive: false });
const middle = (factor) => { const space = canvas.getBoundingClientRect(); zoom(factor, space.width / 2, space.height / 2); };
byId("in").addEventListener("click", () => middle(1.4));
byId("out").addEventListener("click", () => middle(1 / 1.4));
byId("fit").addEventListener("click", fit);
window.addEventListener("resize", fit);
draw();
</script>
</body>
</html>
)page";

}  // namespace parapet::graph
