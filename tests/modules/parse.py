"""Run by the Python that Checkov is installed in: the HCL files below a folder as JSON, by its own parser."""

import json
import sys
from pathlib import Path

import hcl2

parsed, broken = {}, {}
for file in sorted(Path(sys.argv[1]).glob("*/*.tf")):
    name = str(file.relative_to(sys.argv[1]))
    try:
        parsed[name] = hcl2.loads(file.read_text())
    except Exception as error:  # whatever the parser throws is a file that does not parse
        broken[name] = str(error)[:300]
json.dump({"parsed": parsed, "broken": broken}, sys.stdout)
