"""In the default state nothing that asks other servers is loaded, let alone used."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_the_map_page_does_not_load_geopy():
    code = "import sys, geo.ui.map_page, geo.ui.sidebar; print({'geopy', 'aiohttp'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
