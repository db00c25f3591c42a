"""Screenshots of pages: PAGE PICTURE pairs. Called by `run`, with a Python that has the browser."""

import sys
from pathlib import Path

from PyQt6.QtCore import QEventLoop, QTimer, QUrl
from PyQt6.QtWebEngineWidgets import QWebEngineView
from PyQt6.QtWidgets import QApplication

WIDTH, HEIGHT, SETTLED = 1200, 760, 1500


def pause(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def shoot(page: Path, picture: Path) -> bool:
    view = QWebEngineView()
    view.resize(WIDTH, HEIGHT)
    view.show()
    loop, loaded = QEventLoop(), []
    view.loadFinished.connect(lambda good: (loaded.append(good), loop.quit()))
    view.load(QUrl.fromLocalFile(str(page.resolve())))
    loop.exec()
    pause(SETTLED)
    return loaded == [True] and view.grab().save(str(picture), "PNG")


def main(arguments: list[str]) -> int:
    application = QApplication(sys.argv[:1])
    pairs = list(zip(arguments[::2], arguments[1::2]))
    failed = [page for page, picture in pairs if not shoot(Path(page), Path(picture))]
    for page in failed:
        print(f"{page}: no picture could be taken", file=sys.stderr)
    del application
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
