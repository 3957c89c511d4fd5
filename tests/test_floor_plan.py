"""The floor plan: imports go down only, and every heavy library has one home."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

FLOORS = [
    {"errors"},
    {"model", "settings", "escape"},
    {"text", "gazetteer", "actors", "online", "access", "codec", "events", "memory"},
    {"resolve", "river", "corrections"},
    {"claims", "banks", "conflicts", "overpass"},
    {"pipeline"},
    {"filters", "cases"},
    {"scene", "links", "ingest"},
    {"briefing"},
    {"sharing", "leaflet", "still", "tables", "geocoder"},
    {"slide", "page_file"},
    {"brief"},
    {"series"},
    {"ui"},
    {"app", "pages", "__main__"},
]
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}

HOMES = {
    "streamlit": {"app", "pages", "ui"},
    "streamlit_folium": {"ui"},
    "folium": {"leaflet", "page_file", "ui"},
    "branca": {"leaflet", "page_file"},
    "matplotlib": {"still"},
    "pptx": {"slide"},
    "segno": {"sharing"},
    "geopandas": {"tables"},
    "pyarrow": {"tables"},
    "xlsxwriter": {"tables"},
    "sqlalchemy": {"cases"},
    "msgspec": {"cases"},
    "psycopg": {"cases"},
    "lxml": {"ingest"},
    "trafilatura": {"ingest"},
    "pypdfium2": {"ingest"},
    "openpyxl": {"ingest"},
    "geopy": {"geocoder"},
    "shapely": {"river", "overpass", "scene", "banks", "resolve", "briefing", "tables"},
    "socket": {"online"},
    "requests": set(),
    "urllib.request": {"online"},
    "http.client": {"online"},
    "http.server": set(),
    "ssl": {"online"},
}


def room_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[1] if parts[0] == "geo" and len(parts) > 1 else parts[0]


def sources() -> list[Path]:
    found = [ROOT / "app.py", *(ROOT / "pages").glob("*.py"), *(ROOT / "geo").rglob("*.py")]
    return [p for p in found if "data" not in p.relative_to(ROOT).parts and p != ROOT / "geo/__init__.py"]


def imports_of(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def inner_rooms(path: Path) -> set[str]:
    return {name.split(".")[1] for name in imports_of(path) if name.startswith("geo.")} - {
        "__version__",
        "data",
    }


@pytest.mark.parametrize("path", sources(), ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_go_down_only(path: Path) -> None:
    room = room_of(path)
    assert room in FLOOR, f"{room} stands on no floor: add it to the plan"
    for other in inner_rooms(path) - {room}:
        assert other in FLOOR, f"{other} stands on no floor"
        assert FLOOR[other] < FLOOR[room], f"{room} imports {other}, which is not below it"


@pytest.mark.parametrize("path", sources(), ids=lambda p: str(p.relative_to(ROOT)))
def test_heavy_libraries_have_one_home(path: Path) -> None:
    for name in imports_of(path):
        for library, homes in HOMES.items():
            if name == library or name.startswith(library + "."):
                assert room_of(path) in homes, f"{room_of(path)} imports {name}; its home is {sorted(homes)}"


def test_the_frame_is_short() -> None:
    assert len((ROOT / "app.py").read_text(encoding="utf-8").splitlines()) < 60


def test_top_level_is_the_plan() -> None:
    allowed = {
        "app.py", "pages", "geo", "tests", "requirements.txt", "requirements-dev.txt", "README.md",
        "Makefile",
        "pyproject.toml", ".streamlit", ".ci", "CHANGELOG.md", "docs", "static", "LICENSE", ".gitignore",
    }  # fmt: skip
    left_behind = {
        ".git",
        ".venv",
        "__pycache__",
        ".mypy_cache",
        ".ruff_cache",
        ".pytest_cache",
        ".hypothesis",
        "build",
    }
    assert {p.name for p in ROOT.iterdir()} - left_behind <= allowed
