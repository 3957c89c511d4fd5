"""The command line's contract: results on stdout, notices on stderr, exit codes, bad lines named."""

import csv
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
REPORT = (
    "Ferry halted near Abu Kamal\n\n"
    "Mara Venn, a spokeswoman for the Coalition, said on Monday that militants had crossed to the eastern "
    "bank of the Euphrates near Abu Kamal. The Syrian government denied that any fighters had left the town."
)


def run(*arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "geo", *arguments]
    return subprocess.run(command, input=text, capture_output=True, text=True, cwd=ROOT, check=False)


def lines(*records: object) -> str:
    return "".join((r if isinstance(r, str) else json.dumps(r)) + "\n" for r in records)


def answers(done: subprocess.CompletedProcess[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_claims_of_a_report() -> None:
    record = {"id": "r", "text": REPORT, "published": "2018-01-15", "river": "Euphrates"}
    done = run("claims", text=lines(record))
    assert (done.returncode, done.stderr) == (0, "")
    (answer,) = answers(done)
    claims = answer["claims"]
    banks = {(c["side"]["bank"], c["side"]["basis"]) for c in claims}  # type: ignore[attr-defined]
    assert ("on_river", "stated") in banks or ("left", "stated") in banks
    assert "denied" in {c["stance"] for c in claims}  # type: ignore[attr-defined]


def test_without_a_river_the_text_s_own_is_the_boundary() -> None:
    done = run("claims", text=lines({"id": "r", "text": REPORT, "published": None, "river": None}))
    (answer,) = answers(done)
    assert {c["side"]["bank"] for c in answer["claims"]} - {"none"}  # type: ignore[attr-defined]


def test_toponyms_have_coordinates_and_ids() -> None:
    (answer,) = answers(run("toponyms", text=lines({"id": 7, "text": "Shells fell on Abu Kamal in Syria."})))
    found = {t["name"]: t for t in answer["toponyms"]}  # type: ignore[attr-defined]
    assert answer["id"] == 7
    assert [t["kind"] for t in found.values()] == ["settlement", "country"]
    assert all(t["lat"] and t["lon"] and t["geonameid"] for t in found.values())


def test_given_spans_are_resolved_alone() -> None:
    text = "From Aleppo to Homs and Hama."
    record = {"id": "a", "text": text, "spans": [[5, 11], [24, 28]]}
    (answer,) = answers(run("toponyms", "--gold-spans", text=lines(record)))
    assert [(t["start"], t["end"]) for t in answer["toponyms"]] == [(5, 11), (24, 28)]  # type: ignore[attr-defined]


def test_without_a_known_river_claims_have_no_boundary_but_what_their_words_tell() -> None:
    text = "Ana Ruel said a boat had sunk off the left bank near Mosul."
    done = run("claims", text=lines({"id": "s", "text": text, "published": None, "river": "Styx"}))
    ((claim,),) = ((answer["claims"]) for answer in answers(done))  # type: ignore[attr-defined]
    assert (done.returncode, claim["side"]["basis"]) == (0, "stated")
    assert "s: unknown river 'Styx'; known are" in done.stderr
    assert "its claims are given without a boundary" in done.stderr


def test_attributions_name_the_speaker() -> None:
    (answer,) = answers(run("attributions", text=lines({"id": "a", "text": REPORT})))
    first = answer["claims"][0]  # type: ignore[index]
    assert "Mara Venn" in first["speaker"]["text"]
    assert first["kind"] == "indirect"


BAD_LINES = [
    ("{", "line 1: '{' is no JSON"),
    ("[1]", 'line 1: a line is an object with "id" and "text"'),
    ('{"id": 1}', 'line 1: a line is an object with "id" and "text"'),
    (
        '{"id": 1, "text": "x", "published": "soon"}',
        "line 1: \"published\" is 'soon'; write it as 2018-01-15",
    ),
]


@pytest.mark.parametrize(("bad", "sentence"), BAD_LINES)
def test_a_bad_line_is_named_and_the_others_go_on(bad: str, sentence: str) -> None:
    done = run("claims", text=lines(bad, {"id": "good", "text": "Nothing is said."}))
    assert done.returncode == 1
    assert done.stderr.startswith(sentence)
    assert [a["id"] for a in answers(done)] == ["good"]


def test_banks_keep_the_rows_and_name_the_bad_one() -> None:
    table = "place,lat,lon\nAbu Kamal,34.45226,40.91854\nnowhere,abc,1\nHajin,34.69508,40.83138\n"
    done = run("banks", "--river", "Euphrates", text=table)
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert done.returncode == 1
    assert "line 3: lat 'abc', lon '1' is no point on earth" in done.stderr
    assert [(r["place"], r["bank"], r["cardinal"]) for r in rows] == [
        ("Abu Kamal", "right", "west"),
        ("nowhere", "", ""),
        ("Hajin", "left", "north"),
    ]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["banks", "--river", "Eufrates"], "unknown river 'Eufrates'; did you mean 'Euphrates'"),
        (["banks"], "name a boundary: --river"),
        (["dance"], "invalid choice: 'dance'"),
        (["export", "no-such-file.txt", "-o", "x.csv"], "can't read 'no-such-file.txt': No such file"),
    ],
)
def test_an_unusable_call_ends_with_2(arguments: list[str], sentence: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert not done.stdout


def test_export_writes_the_claims_and_their_source(tmp_path: Path) -> None:
    report, out = tmp_path / "report.txt", tmp_path / "claims.geojson"
    report.write_text(REPORT, encoding="utf-8")
    done = run("export", str(report), "-o", str(out), "--published", "2018-01-15", "--title", "Ferry halted")
    assert done.returncode == 0, done.stderr
    collection = json.loads(out.read_text(encoding="utf-8"))
    assert collection["thalweg"]["source"] == "Ferry halted"
    assert "Euphrates" in collection["thalweg"]["boundary"]
    assert all(f["properties"]["stance"] for f in collection["features"])
    assert any(f["geometry"] for f in collection["features"])


def test_export_keeps_what_the_filter_keeps(tmp_path: Path) -> None:
    report, out = tmp_path / "report.txt", tmp_path / "claims.json"
    report.write_text(REPORT, encoding="utf-8")
    done = run("export", str(report), "-o", str(out), "--filter", "stance=denied")
    content = json.loads(out.read_text(encoding="utf-8"))
    assert {c["stance"] for c in content["claims"]} == {"denied"}, done.stderr


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"", "no words"), (b"\xff\xfe\x00\x01binary", "UTF-8"), (b"... !!! ???", "no words")],
)
def test_a_text_that_can_t_be_read_is_refused(content: bytes, sentence: str, tmp_path: Path) -> None:
    report, out = tmp_path / "report.txt", tmp_path / "claims.csv"
    report.write_bytes(content)
    done = run("export", str(report), "-o", str(out))
    assert done.returncode == 2
    assert sentence in done.stderr
    assert not out.exists()


def test_explain_says_which_rule_made_what(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(REPORT, encoding="utf-8")
    done = run("claims", "--explain", str(report))
    assert done.returncode == 0
    assert "kind" in done.stdout or "type" in done.stdout


class TestOwnPlaces:
    TEXT = "The captain said that shells fell on Zebra Post in Syria."
    ROWS = "name;lat;lon;bank\nZebra Post;34.60;41.10;left\n"

    def test_they_come_first_in_every_command_that_reads_places(self, tmp_path):
        places = tmp_path / "places.csv"
        places.write_text(self.ROWS, encoding="utf-8")
        record = lines({"id": 1, "text": self.TEXT, "published": None, "river": "Euphrates"})
        (answer,) = answers(run("toponyms", "--places", str(places), text=record))
        assert ("Zebra Post", 34.6, None) in [
            (t["name"], t["lat"], t["geonameid"]) for t in answer["toponyms"]
        ]
        (answer,) = answers(run("claims", "--places", str(places), text=record))
        assert answer["claims"][0]["side"]["bank"] == "left"
        report, out = tmp_path / "report.txt", tmp_path / "out.json"
        report.write_text(self.TEXT, encoding="utf-8")
        done = run("export", str(report), "-o", str(out), "--places", str(places), "--river", "Euphrates")
        assert done.returncode == 0, done.stderr
        assert "Zebra Post" in out.read_text(encoding="utf-8")

    def test_a_bad_row_is_named_and_the_exit_code_tells(self, tmp_path):
        places = tmp_path / "places.csv"
        places.write_text(self.ROWS + "Nowhere;north;40;\n", encoding="utf-8")
        done = run("toponyms", "--places", str(places), text=lines({"id": 1, "text": self.TEXT}))
        assert done.returncode == 1
        assert "row 3: lat 'north' is not a number" in done.stderr
        assert len(answers(done)) == 1

    @pytest.mark.parametrize("rows", [b"just words", b"\xff\xfe\x00n"])
    def test_what_is_no_list_of_places_ends_the_call(self, rows, tmp_path):
        places = tmp_path / "places.csv"
        places.write_bytes(rows)
        done = run("toponyms", "--places", str(places), text=lines({"id": 1, "text": "x"}))
        assert done.returncode == 2
        assert "places.csv" in done.stderr
        assert not done.stdout


SERIES = ["--series", "side", "--scale", "0.25"]


def test_a_series_is_a_zip_of_pictures_with_their_words(tmp_path: Path) -> None:
    report, out = tmp_path / "report.txt", tmp_path / "series.zip"
    report.write_text(REPORT, encoding="utf-8")
    done = run("brief", str(report), "-o", str(out), *SERIES, "--theme", "print", "--marking", "TRAINING")
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(out) as file:
        *pictures, words = file.namelist()
        assert len(pictures) > 1
        assert all(name.endswith(".png") for name in pictures)
        assert "Alternative text: " in file.read(words).decode()
    assert f"1 of {len(pictures)}: " in done.stderr


@pytest.mark.parametrize(
    ("out", "more", "sentence"),
    [
        ("a.zip", [], "a series is one zip"),
        ("a.png", SERIES, "a series is one zip"),
        ("a.zip", ["--series", "moon"], "choose one of side, actor, week"),
        ("a.png", ["--as-of", "soon"], "--as-of is 'soon'; write it as 2018-01-15, or none"),
        ("a.png", ["--layout", "5:4"], "choose one of 16:9"),
        ("a.png", ["--theme", "sepia"], "choose one of light"),
        ("a.png", ["--frame", "moon"], "choose one of case, claims"),
        ("a.png", ["--page", "9"], "there is no page 9"),
        ("a.png", ["--scale", "40"], "too large"),
        ("a.png", ["--marking", "x" * 121], "the marking line has 121 characters; give at most 120"),
    ],
)
def test_a_briefing_that_cannot_be_made_is_refused(
    out: str, more: list[str], sentence: str, tmp_path: Path
) -> None:
    report = tmp_path / "report.txt"
    report.write_text(REPORT, encoding="utf-8")
    done = run("brief", str(report), "-o", str(tmp_path / out), *more)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert not (tmp_path / out).exists()


def test_the_flags_of_a_briefing_reach_the_picture(tmp_path: Path) -> None:
    report, out = tmp_path / "report.txt", tmp_path / "brief.svg"
    report.write_text(REPORT, encoding="utf-8")
    flags = ["--heading", "Mine", "--subtitle", "Below", "--as-of", "2018-02-01", "--marking", "TRAINING"]
    done = run("brief", str(report), "-o", str(out), "--layout", "square", "--frame", "claims", *flags)
    assert done.returncode == 0, done.stderr
    text = out.read_text(encoding="utf-8")
    for words in ("Mine", "Below", "As of 1 February 2018", "TRAINING", 'viewBox="0 0 1080 1080"'):
        assert words in text


def test_a_line_of_one_s_own_tells_the_sides(tmp_path: Path) -> None:
    file = tmp_path / "front.geojson"
    file.write_text('{"type": "LineString", "coordinates": [[40, 35], [40, 34]]}', encoding="utf-8")
    rows = "lat,lon\n34.5,39.5\n"
    done = run("banks", "--line", str(file), "--left", "Hill", "--right", "Plain", text=rows)
    assert "34.5,39.5,right,west" in done.stdout
    refused = run("banks", "--line", str(file), "--left", "Hill", text=rows)
    assert (refused.returncode, "both sides or neither" in refused.stderr) == (2, True)
    both = run("banks", "--line", str(file), "--river", "Euphrates", text=rows)
    assert (both.returncode, "either --river or --line" in both.stderr) == (2, True)
