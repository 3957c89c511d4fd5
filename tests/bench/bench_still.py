"""Briefing files: processor time of a warm run for each kind, and the memory of a fresh process."""

import subprocess
import sys
import time
from pathlib import Path

from geo.brief import Look, make_brief
from geo.model import Filter
from geo.series import series_zip
from tests.briefs import REPORT, SCENES

ROOT = Path(__file__).resolve().parents[2]
Row = tuple[str, float, str, str]
RUNS = (
    ("PNG 1920×1080, 14 claims", "town", "png", {}, "goal ≤ 1.0"),
    ("PNG 3840×2160, 14 claims", "town", "png", {"scale": 2}, "goal ≤ 3"),
    ("SVG, 14 claims", "town", "svg", {}, ""),
    ("PDF, 14 claims", "town", "pdf", {}, "goal ≤ 1.5"),
    ("PPTX, 14 claims", "town", "pptx", {}, "goal ≤ 2"),
    ("HTML, 14 claims", "town", "html", {}, ""),
    ("PNG 1920×1080, 300 claims", "many", "png", {}, "goal ≤ 1.0"),
    ("PNG 3840×2160, 300 claims", "many", "png", {"scale": 2}, "goal ≤ 3"),
    ("SVG, 300 claims, page 1", "many", "svg", {}, ""),
    ("PDF, 300 claims, all pages", "many", "pdf", {}, "goal ≤ 1.5"),
    ("PPTX, 300 claims, all pages", "many", "pptx", {}, "goal ≤ 2"),
    ("HTML, 300 claims", "many", "html", {}, ""),
)
_MEASURED = (
    ("PNG", "png", 1),
    ("PNG 4K", "png", 2),
    ("PDF", "pdf", 1),
    ("PPTX", "pptx", 1),
    ("HTML", "html", 1),
)
_MEMORY = (
    "from tests.briefs import SCENES; from geo.brief import make_brief; "
    "make_brief(SCENES['many'](), '{kind}', scale={scale}); "
    "print([line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')][0])"
)


def run() -> list[Row]:
    """Seconds of processor time, best of three (other programs slow the clock, not this), and MB."""
    scenes = {name: SCENES[name]() for name in ("town", "many")}
    rows: list[Row] = []
    for label, name, kind, more, remark in RUNS:
        seconds = min(_timed(scenes[name], kind, more) for _ in range(3))
        rows.append((label, seconds, "s", remark))
    begun = time.process_time()
    series_zip(scenes["town"], Filter(), Look(), by="side", documents=[REPORT])
    rows.append(("series by side, 14 claims, one zip", time.process_time() - begun, "s", ""))
    for label, kind, scale in _MEASURED:
        rows.append((f"memory, {label} of 300 claims", _memory(kind, scale), "MB", "goal ≤ 300"))
    return rows


def _timed(scene: object, kind: str, more: dict) -> float:
    begun = time.process_time()
    make_brief(scene, kind, documents=[REPORT], **more)
    return time.process_time() - begun


def _memory(kind: str, scale: int) -> float:
    """Of a process that composes the scene and makes one file, imports included."""
    command = [sys.executable, "-c", _MEMORY.format(kind=kind, scale=scale)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return float(done.stdout) / 1024
