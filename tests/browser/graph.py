"""Asks the page of the graph, and reads the graph's other formats. Called by `run`."""

import json
import subprocess
import sys
from pathlib import Path

import pydot

from page import HOSTILE, Browser

STACKS, RESOURCES = 10, 100


def write_assembly(folder):
    """A thousand resources in ten stacks, each stack needing the one before; every tenth database is public."""
    stacks = {}
    for i in range(STACKS):
        name = f"team-{i}"
        resources = {"aws_db_instance": {}, "aws_kms_key": {}}
        for k in range(RESOURCES // 2):
            resources["aws_kms_key"][f"key-{k}"] = {"description": HOSTILE if k == 0 else "data"}
            resources["aws_db_instance"][f"db-{k}"] = {
                "kms_key_id": f"${{aws_kms_key.key-{k}.arn}}", "password": "hunter2-in-clear",
                "//": {"metadata": {"path": f"{name}/db-{k}", "file": f"stacks/{name}.cpp", "line": k + 1}}}
        path = folder / "stacks" / name
        path.mkdir(parents=True, exist_ok=True)
        (path / "cdk.tf.json").write_text(json.dumps({"//": {"metadata": {"stackName": name}}, "resource": resources}))
        stacks[name] = {"name": name, "annotations": [], "constructPath": name, "dependencies": [f"team-{i - 1}"] if i else [],
                        "synthesizedStackPath": f"stacks/{name}/cdk.tf.json", "workingDirectory": f"stacks/{name}"}
    (folder / "manifest.json").write_text(json.dumps({"version": "0.1.0", "stacks": stacks}))


def main(command, home, mermaid):
    write_assembly(home / "cdktf.out")
    hostile = home / "hostile.tf.json"
    hostile.write_text(json.dumps({"//": {"metadata": {"stackName": HOSTILE + "\\N `end` %%{init: {}}%%"}},
                                   "resource": {"aws_kms_key": {HOSTILE + "\"]; x[\"\n#quot;": {}, "end": {}},
                                                "aws_vpc": {"a": {"tags": "${aws_vpc.b.id}"}, "b": {"tags": "${aws_vpc.a.id}"}}}}))

    def graph(*arguments):
        done = subprocess.run([command, "graph", *arguments], stdout=subprocess.PIPE, check=True, cwd=home)
        return done.stdout.decode()

    failures = []

    def expect(what, actual, expected):
        if actual != expected:
            failures.append(f"{what}: expected {expected!r}, found {actual!r}")

    browser = Browser()

    def show(path, *arguments):
        graph(*arguments, "--format", "html", "--out", path)
        expect(f"{path.name} loads", browser.open(path), True)

    def choose(name, value):
        return browser.ask(f"""(() => {{
            const field = document.getElementById({json.dumps(name)});
            field.value = {json.dumps(value)};
            field.dispatchEvent(new Event("input", {{bubbles: true}}));
            return document.querySelectorAll(".node:not(.far)").length;
        }})()""")

    show(home / "graph.html", "cdktf.out")
    expect("many resources begin with stacks", browser.ask("document.querySelectorAll('.node').length"), STACKS)
    expect("dependencies of stacks", browser.ask("document.querySelectorAll('.edge').length"), STACKS - 1)
    expect("all resources", choose("level", "resources"), STACKS * RESOURCES)
    expect("all references", browser.ask("document.querySelectorAll('.edge').length"), STACKS * RESOURCES // 2)
    expect("no box over another", browser.ask("""(() => {
        const spots = [...drawn.values()].map(({spot}) => spot);
        return spots.some((a, i) => spots.slice(i + 1).some((b) => Math.abs(a.x - b.x) < width && Math.abs(a.y - b.y) < height));
    })()"""), False)
    expect("a stack", choose("stack", "team-3"), RESOURCES)
    expect("a type in it", choose("type", "aws_kms_key"), RESOURCES // 2)
    choose("type", "")
    expect("a search", choose("search", "aws_db_instance.DB-7"), 1)
    choose("search", "")
    browser.ask("""document.querySelector(".node[aria-label*=' db-7,']").dispatchEvent(new MouseEvent("click", {bubbles: true}))""")
    details = browser.ask("document.getElementById('details').innerText")
    for text in ("aws_db_instance.db-7", "stacks/team-3.cpp:8", "aws_kms_key.key-7", "kms_key_id", "rds:", "(sensitive)"):
        expect(f"details have {text}", text in details, True)
    expect("no secret", "hunter2" in (home / "graph.html").read_text(), False)
    expect("what is connected stays", browser.ask("document.querySelectorAll('.node:not(.far)').length"), 2)
    browser.ask("window.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape'}))")
    expect("Escape closes", browser.ask("document.getElementById('details').hidden"), True)
    before = browser.ask("view.k")
    browser.ask("(document.getElementById('in').click(), 1)")
    expect("closer", browser.ask("view.k") > before, True)

    show(home / "hostile.html", "hostile.tf.json")
    browser.ask("(choose('n:0', false), 1)")
    expect("a hostile name is text", browser.ask("document.body.textContent.includes('onerror=')"), True)
    expect("references in a circle", browser.ask("document.querySelectorAll('.edge').length"), 2)
    expect("no element of a hostile name", browser.ask("document.querySelectorAll('img').length"), 0)
    expect("no script of a hostile name", browser.ask("document.title"), "Parapet: graph")
    expect("no request", browser.requests.urls, [])
    expect("both colour schemes", browser.ask("getComputedStyle(document.documentElement).colorScheme"), "light dark")

    for level, arguments, nodes, edges in (("stacks", ["cdktf.out"], STACKS, STACKS - 1),
                                           ("resources", ["cdktf.out", "--stack", "team-3"], RESOURCES, RESOURCES // 2),
                                           ("stacks", ["hostile.tf.json"], 1, 0), ("resources", ["hostile.tf.json"], 4, 2)):
        dot = pydot.graph_from_dot_data(graph(*arguments, "--level", level))
        expect(f"DOT, {level} of {arguments}", dot is not None and len(dot), 1)
        found = [node for part in [dot[0], *dot[0].get_subgraphs()] for node in part.get_nodes() if node.get_name() not in ("node", "edge")]
        expect(f"DOT, {level} of {arguments}: nodes", len(found), nodes)
        expect(f"DOT, {level} of {arguments}: edges", len(dot[0].get_edges()), edges)
        text = graph(*arguments, "--level", level, "--format", "mermaid")
        page = home / "mermaid.html"
        page.write_text(f"""<!DOCTYPE html><meta charset="utf-8"><title>Mermaid</title><body><script src="{mermaid.as_uri()}"></script><script>
            mermaid.initialize({{startOnLoad: false, maxTextSize: 1e6, maxEdges: 1e4, securityLevel: "strict"}});
            mermaid.render("made", {json.dumps(text).replace("<", chr(92) + "u003c")}).then(
              ({{svg}}) => {{ document.body.innerHTML = svg; document.title = document.querySelectorAll("g.node").length + " nodes"; }},
              (error) => {{ document.title = String(error); }});</script>""")
        browser.open(page)
        expect(f"Mermaid, {level} of {arguments}", settled(browser), f"{nodes} nodes")
        expect(f"Mermaid, {level} of {arguments}: names", browser.ask("document.body.textContent.includes('onerror=')"),
               arguments[0].startswith("hostile"))
        expect(f"Mermaid, {level} of {arguments}: no element", browser.ask("document.querySelectorAll('img').length"), 0)
    for failure in failures:
        print(failure, file=sys.stderr)
    print(f"graph test: {'failed' if failures else 'the page and the other formats do what they should'}")
    return 1 if failures else 0


def settled(browser):
    """The title once Mermaid has drawn, or said why not."""
    for _ in range(200):
        title = browser.ask("document.title")
        if title != "Mermaid":
            return title
        browser.pause(50)
    return "Mermaid draws nothing"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])))
