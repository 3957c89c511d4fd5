"""`make data`: rebuild everything in geo/data from installed packages and geo/data/sources.

Each builder module offers `build() -> None`, writes into geo/data and shows its progress on stderr.
At the end the checksums in geo/data/SOURCES.md are brought up to date.
"""

from __future__ import annotations

import hashlib
import importlib
import re
import sys
import time
from pathlib import Path

DATA = Path(__file__).resolve().parents[1]
BUILDERS = ("basemap", "gazetteer", "rivers", "rivers_borders", "rivers_accuracy", "worldmap")
_ROW = re.compile(r"^\| `([^`]+)` \|(.*)\| `[0-9a-f]*` \|$")


def main(names: list[str]) -> int:
    """Run the named builders, or all of them; 2 for a name that is none."""
    for name in names:
        if name not in BUILDERS:
            print(f"no builder {name!r}; there are {', '.join(BUILDERS)}", file=sys.stderr)
            return 2
    for name in names or BUILDERS:
        began = time.perf_counter()
        print(f"building {name}", file=sys.stderr)
        importlib.import_module(f"geo.data.build.{name}").build()
        print(f"built {name} in {time.perf_counter() - began:.0f} s", file=sys.stderr)
    write_checksums()
    return 0


def write_checksums(table: Path = DATA / "SOURCES.md") -> None:
    """Put each listed file's sha256 into the last column of the table."""
    lines = table.read_text(encoding="utf-8").splitlines()
    table.write_text("\n".join(_with_checksum(line) for line in lines) + "\n", encoding="utf-8")


def _with_checksum(line: str) -> str:
    row = _ROW.match(line)
    if not row:
        return line
    return f"| `{row[1]}` |{row[2]}| `{checksum(DATA / row[1])}` |"


def checksum(path: Path) -> str:
    """The file's sha256 in hexadecimal; empty where it is not there."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
