"""A terminal as SVG: text in a frame, in the reader's colours, with no font or script of its own."""

from xml.sax.saxutils import escape

from terminal import COLUMNS, Played

CELL, LINE, MARGIN, BAR = 8.4, 19, 18, 34
WIDTH = round(COLUMNS * CELL + 2 * MARGIN)

STYLE = """
    .ground { fill: #fbfbfa; stroke: #d0d4d9 } .bar { fill: #eceef0 } .dot { fill: #c3c8ce }
    text { font: 14px ui-monospace, "SFMono-Regular", Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #24292f; white-space: pre }
    .title { fill: #57606a; text-anchor: middle } .prompt { fill: #0a6640 } .typed { fill: #0b1f33; font-weight: 700 }
    @media (prefers-color-scheme: dark) {
      .ground { fill: #0f1318; stroke: #30363d } .bar { fill: #1b2128 } .dot { fill: #3d454e }
      text { fill: #d5dbe1 } .title { fill: #8b949e } .prompt { fill: #4cc38a } .typed { fill: #ffffff }
    }
"""


def text_at(column: int, row: int, text: str, style: str = "") -> str:
    """Text on the grid of the terminal, whatever font the reader has."""
    if not text.strip():
        return ""
    x, y = MARGIN + column * CELL, BAR + MARGIN + (row + 1) * LINE - 5
    mark = f' class="{style}"' if style else ""
    return (f'  <text{mark} x="{x:.1f}" y="{y}" textLength="{len(text) * CELL:.1f}" lengthAdjust="spacingAndGlyphs" '
            f'xml:space="preserve">{escape(text)}</text>\n')


def rows_of(played: list[Played]) -> tuple[str, int]:
    body, row = "", 0
    for step in played:
        body += text_at(0, row, "$", "prompt") + text_at(2, row, step.line, "typed")
        row += 1
        for line in step.output:
            body += text_at(0, row, line.rstrip())
            row += 1
    return body, row


def picture(title: str, played: list[Played]) -> str:
    body, rows = rows_of(played)
    height = BAR + 2 * MARGIN + rows * LINE
    dots = "".join(f'  <circle class="dot" cx="{MARGIN + 4 + 20 * i}" cy="{BAR // 2}" r="6"/>\n' for i in range(3))
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" role="img">\n'
            f"  <title>{escape(title)}</title>\n  <style>{STYLE}  </style>\n"
            f'  <rect class="ground" x="0.5" y="0.5" width="{WIDTH - 1}" height="{height - 1}" rx="9"/>\n'
            f'  <path class="bar" d="M1 {BAR}V9.5A8.5 8.5 0 0 1 9.5 1H{WIDTH - 9.5}A8.5 8.5 0 0 1 {WIDTH - 1} 9.5V{BAR}Z"/>\n'
            f'{dots}  <text class="title" x="{WIDTH // 2}" y="{BAR // 2 + 5}">{escape(title)}</text>\n{body}</svg>\n')
