"""The map's files in the folder that Streamlit serves: Leaflet; our own script and style, each in one file.

Run at set-up (`python -m geo.ui.assets`) and once more by the app where that was left out.
Each of Leaflet's files is checked against the hash that Leaflet 1.9.4 publishes. Ours are joined, because
the map's frame waits for one script after the other.
"""

from __future__ import annotations

import base64
import hashlib
import logging
import os
import sys
from importlib.util import find_spec
from pathlib import Path

from geo.errors import DataError, ThalwegError
from geo.leaflet import page_files

STATIC = Path(__file__).resolve().parents[2] / "static"
LEAFLET = STATIC / "leaflet"
_SHA256 = {
    "leaflet.js": "20nQCchB9co0qIjJZRGuk2/Z9VM+kNiyxNV1lvTlZBo=",
    "leaflet.css": "p4NxAoJBhIIN+hmNHrzRCf9tD/miZyoHS5obTRR9BMY=",
}


def install_leaflet(target: Path = LEAFLET) -> bool:
    """Put Leaflet and the map's own files into `target`. False where they are there already.

    Raises DataError where the package is missing or a file is not the published one.
    """
    missing = [name for name in _SHA256 if not (target / name).is_file()]
    contents = {name: _published(name) for name in missing}
    contents |= {name: text for name, text in page_files().items() if not _holds(target / name, text)}
    target.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        partial = target / f"{name}.{os.getpid()}.part"
        partial.write_bytes(content)
        partial.replace(target / name)
    return bool(contents)


def _published(name: str) -> bytes:
    content = (_package_folder() / name).read_bytes()
    found = base64.b64encode(hashlib.sha256(content).digest()).decode()
    if found != _SHA256[name]:
        raise DataError(
            f"{name} has the hash {found}, Leaflet 1.9.4 has {_SHA256[name]}; reinstall requirements.txt"
        )
    return content


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


def _package_folder() -> Path:
    spec = find_spec("js_lib_leaflet")
    if spec is None or spec.origin is None:
        raise DataError("Leaflet is not installed; run: pip install -r requirements.txt")
    return Path(spec.origin).parent / "static" / "js_lib_leaflet"


if __name__ == "__main__":
    logging.disable(logging.WARNING)  # Streamlit's, that this is no page
    from geo.ui.folium_map import prepared_map

    try:
        install_leaflet()
        prepared_map("main")
    except ThalwegError as error:
        sys.exit(str(error))
