"""The figures of the page on method: what a bench keeps, and how it is shown."""

import json
from datetime import date

import pytest

from geo.ui import words
from geo.ui.measured import Figure, figure_nodes, read_figures
from tests.bench import figures
from tests.test_pages import texts

ROWS = (
    Figure("Places", "Names found", 88.16, "%", "two corpora"),
    Figure("Places", "Near", 87.0, "%", "two corpora"),
)


def test_a_part_is_named_once_with_what_it_was_measured_on():
    found = texts(figure_nodes(date(2026, 1, 2), ROWS))
    assert found.count("Places") == found.count("two corpora") == 1
    assert {"88.2 %", "87.0 %", words.measured_on("2 Jan 2026")} <= set(found)


@pytest.mark.parametrize(("measured", "rows"), [(None, ROWS), (date(2026, 1, 2), ())])
def test_nothing_measured_is_said(measured, rows):
    assert texts(figure_nodes(measured, rows)) == [words.NOT_MEASURED]


def test_what_a_bench_keeps_is_what_is_read(tmp_path):
    file = tmp_path / "measured.json"
    answers = {"claims": {"total": {"claim": {"f1": 91.26}}}, "speech": {"dev": {"content": {"f1": 0.7}}}}
    figures.keep(answers, file)
    assert len(json.loads(file.read_text("utf-8"))["figures"]) == 2
    measured, rows = read_figures.__wrapped__(file)
    assert measured == date.today()
    assert [(row.part, row.value) for row in rows] == [("Claims", 91.3), ("Speech", 70.0)]


def test_the_kept_figures_can_be_shown():
    measured, rows = read_figures()
    assert figure_nodes(measured, rows)
