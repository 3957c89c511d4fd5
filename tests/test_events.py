"""Events: one line of JSON each, where the host wants them, and never a word of a text."""

import json

import pytest

from geo.__main__ import main
from geo.access import READER
from geo.cases.desk import CaseDesk
from geo.cases.store import open_store
from geo.errors import DeniedError
from geo.events import note, timed
from geo.settings import Settings


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_nothing_is_written_unless_wanted(capsys: pytest.CaptureFixture[str]) -> None:
    note("text_read", claims=3)
    assert capsys.readouterr().err == ""


def test_an_event_is_one_line(monkeypatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("THALWEG_LOG", "json")
    note("text_read", claims=3, document="a\nb\x1b[31m")
    (line,) = lines(capsys)
    assert {"event": "text_read", "claims": 3, "document": "a b [31m"}.items() <= line.items()
    assert str(line["time"]).endswith("+00:00")


def test_what_fails_says_so(monkeypatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("THALWEG_LOG", "json")
    with pytest.raises(KeyError), timed("export", kind="csv"):
        raise KeyError("words of a text")
    (line,) = lines(capsys)
    assert (line["event"], line["kind"], line["failed"]) == ("export", "csv", "KeyError")
    assert "words" not in json.dumps(line)


def test_a_refused_change_is_an_event(monkeypatch, capsys: pytest.CaptureFixture[str], tmp_path) -> None:
    desk = CaseDesk(open_store(f"sqlite:///{tmp_path / 'cases.sqlite'}"), READER, Settings(access="hosted"))
    monkeypatch.setenv("THALWEG_LOG", "json")
    with pytest.raises(DeniedError):
        desk.delete_case("k" + "a" * 26)
    assert [line["event"] for line in lines(capsys)] == ["change_denied"]


def test_ready_says_so_or_why_not(monkeypatch, capsys: pytest.CaptureFixture[str], tmp_path) -> None:
    monkeypatch.setenv("THALWEG_DATA_DIR", str(tmp_path))
    assert main(["ready"]) == 0
    assert capsys.readouterr().out.startswith("ready: 0 cases")
    assert main(["ready", "--url", "http://127.0.0.1:1"]) == 2
    assert "connection" in capsys.readouterr().err
    monkeypatch.setenv("THALWEG_ACCESS", "everybody")
    assert main(["ready"]) == 2
    assert "give local or hosted" in capsys.readouterr().err
