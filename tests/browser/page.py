"""Asks the page questions, one after the other, and compares the answers. Called by `run`."""

import json
import subprocess
import sys
from pathlib import Path

from PyQt6.QtCore import QEventLoop, QTimer, QUrl
from PyQt6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile, QWebEngineUrlRequestInterceptor
from PyQt6.QtWidgets import QApplication

HOSTILE = "</script><img src=x onerror=\"document.title='ran'\">"
SECONDS = 30

DOCUMENT = {
    "//": {"metadata": {"stackName": "shop"}},
    "resource": {
        "aws_db_instance": {"orders": {"publicly_accessible": True, "engine": HOSTILE, "identifier": HOSTILE}},
        "aws_kms_key": {HOSTILE: {"enable_key_rotation": False}},
    },
}


class Requests(QWebEngineUrlRequestInterceptor):
    """Everything that a page asks for but itself."""

    def __init__(self):
        super().__init__()
        self.urls = []

    def interceptRequest(self, info):
        url = info.requestUrl().toString()
        if not url.startswith("file:") or not url.endswith(".html"):
            self.urls.append(url)


class Browser:
    def __init__(self):
        self.application = QApplication(sys.argv[:1])
        self.requests = Requests()
        self.profile = QWebEngineProfile()
        self.profile.setUrlRequestInterceptor(self.requests)
        self.page = QWebEnginePage(self.profile)

    def wait(self, start):
        """Calls `start` with a function that takes the answer, and returns the answer."""
        loop, answers = QEventLoop(), []
        QTimer.singleShot(SECONDS * 1000, loop.quit)
        start(lambda answer: (answers.append(answer), loop.quit()))
        loop.exec()
        if not answers:
            raise TimeoutError(f"no answer in {SECONDS} s")
        return answers[0]

    def open(self, path):
        def start(done):
            self.page.loadFinished.connect(done)
            self.page.load(QUrl.fromLocalFile(str(path)))
        return self.wait(start)

    def pause(self, milliseconds):
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def ask(self, script):
        return json.loads(self.wait(lambda done: self.page.runJavaScript(f"JSON.stringify({script})", done)))

    def choose(self, name, value):
        """Sets a filter as a person would and gives the rows that are left."""
        return self.ask(f"""(() => {{
            const field = document.getElementById({json.dumps(name)});
            field.value = {json.dumps(value)};
            field.dispatchEvent(new Event("input", {{bubbles: true}}));
            return [...document.querySelectorAll("#rows tr")].map((row) => row.textContent);
        }})()""")


def main(command, home):
    (home / "shop.tf.json").write_text(json.dumps(DOCUMENT))
    report = home / "report.html"
    arguments = [command, "check", home / "shop.tf.json", "--html", report, "--json"]
    results = json.loads(subprocess.run(arguments, stdout=subprocess.PIPE, check=False).stdout)["results"]
    by_status = lambda *wanted: [each for each in results if each["status"] in wanted]

    failures = []

    def expect(what, actual, expected):
        if actual != expected:
            failures.append(f"{what}: expected {expected!r}, found {actual!r}")

    browser = Browser()
    expect("the page loads", browser.open(report), True)
    expect("it begins with what is open", browser.ask("document.querySelectorAll('#rows tr').length"),
           len(by_status("fail", "unknown")))
    expect("all", len(browser.choose("status", "")), len(results))
    expect("what passes", len(browser.choose("status", "pass")), len(by_status("pass")))
    browser.choose("status", "")
    expect("a severity", len(browser.choose("severity", "critical")),
           len([each for each in results if each["severity"] == "critical"]))
    browser.choose("severity", "")
    expect("a service", len(browser.choose("service", "kms")),
           len([each for each in results if each["requirement"].startswith("kms:")]))
    browser.choose("service", "")
    found = browser.choose("search", "publicly_ACCESSIBLE")
    expect("a search", [("rds:001" in row) for row in found], [True])
    browser.choose("search", "")
    expect("a hostile name is text", browser.ask("document.body.textContent.includes(\"onerror=\")"), True)
    expect("no element of a hostile name", browser.ask("document.querySelectorAll('img').length"), 0)
    expect("no script of a hostile name", browser.ask("document.title"), "Parapet: security requirements")
    expect("no request", browser.requests.urls, [])
    expect("both colour schemes", browser.ask("getComputedStyle(document.documentElement).colorScheme"), "light dark")
    for failure in failures:
        print(failure, file=sys.stderr)
    print(f"browser test: {'failed' if failures else 'the page does what it should'}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
