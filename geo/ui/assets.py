"""Leaflet's files, taken from the installed package to the folder that Streamlit serves.

Run at set-up (`python -m geo.ui.assets`) and once more by the app where that was left out.
Each file is checked against the hash that Leaflet 1.9.4 publishes.
"""

from __future__ import annotations

import base64
import hashlib
import sys
from importlib.util import find_spec
from pathlib import Path

from geo.errors import DataError, ThalwegError

STATIC = Path(__file__).resolve().parents[2] / "static"
LEAFLET = STATIC / "leaflet"
_SHA256 = {
    "leaflet.js": "20nQCchB9co0qIjJZRGuk2/Z9VM+kNiyxNV1lvTlZBo=",
    "leaflet.css": "p4NxAoJBhIIN+hmNHrzRCf9tD/miZyoHS5obTRR9BMY=",
}


def install_leaflet(target: Path = LEAFLET) -> bool:
    """Put leaflet.js and leaflet.css into `target`. False where they are there already.

    Raises DataError where the package is missing or a file is not the published one.
    """
    if all((target / name).is_file() for name in _SHA256):
        return False
    source = _package_folder()
    target.mkdir(parents=True, exist_ok=True)
    for name, expected in _SHA256.items():
        content = (source / name).read_bytes()
        found = base64.b64encode(hashlib.sha256(content).digest()).decode()
        if found != expected:
            raise DataError(
                f"{name} has the hash {found}, Leaflet 1.9.4 has {expected}; reinstall requirements.txt"
            )
        partial = target / f"{name}.part"
        partial.write_bytes(content)
        partial.replace(target / name)
    return True


def _package_folder() -> Path:
    spec = find_spec("js_lib_leaflet")
    if spec is None or spec.origin is None:
        raise DataError("Leaflet is not installed; run: pip install -r requirements.txt")
    return Path(spec.origin).parent / "static" / "js_lib_leaflet"


if __name__ == "__main__":
    try:
        install_leaflet()
    except ThalwegError as error:
        sys.exit(str(error))
