"""The panel where files are brought in: what is shown of each, what can be changed, where it goes."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from streamlit.runtime.scriptrunner_utils.exceptions import StopException
from streamlit.testing.v1 import AppTest

from geo.access import OWNER, READER
from geo.cases import kept
from geo.cases.archive import write_archive
from geo.cases.store import open_store, stored
from geo.ingest.values import Fate
from geo.model import Document
from geo.online import Page
from geo.ui import bring_in, case_file, words
from tests import files
from tests.files import ARTICLES_CSV, CLAIMS_CSV, HEAD, LINES, TEXT
from tests.odd_files import ODD_FILES
from tests.test_pages import APP, settled, shown

HOSTILE = "{{7*191}} <img src=x onerror=alert(1)> ![a](https://x.example/a.png) $x$ :red[a].txt"


@pytest.fixture
def store(monkeypatch, tmp_path):
    url = f"sqlite:///{tmp_path / 's.sqlite'}"
    monkeypatch.setenv("THALWEG_STORE", url)
    monkeypatch.setattr(bring_in, "this_visitor", lambda: OWNER)
    kept._opened.cache_clear()
    opened = open_store(url)
    yield opened
    opened.close()


def open_panel() -> AppTest:
    app = AppTest.from_file(APP, default_timeout=90)
    settled(app.run())
    settled(app.switch_page("pages/read.py").run())
    app.segmented_control(key="r_way").set_value("files")
    return settled(app.run())


def look_into(app: AppTest, given: tuple[str, bytes]) -> AppTest:
    next(one for one in app.file_uploader if one.key == "b_files").upload(*given)
    settled(app.run())
    app.button(key="b_look").click()
    return settled(app.run())


def said(app: AppTest) -> str:
    kinds = (app.caption, app.warning, app.error, app.success, app.info, app.markdown)
    return " ".join(one.value for kind in kinds for one in kind)


def fates(app: AppTest) -> list[Fate]:
    return [one.fate for one in app.session_state["b_reports"]]


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click()
    return settled(app.run())


def test_a_file_becomes_a_case(store):
    app = look_into(open_panel(), ("a.docx", files.docx(HEAD, *LINES)))
    assert fates(app) == [Fate.READ]
    assert "1 read" in said(app)
    app.text_input(key="b_name").set_value("Spring")
    press(app, "b_keep")
    assert words.brought_in(1, 0) in said(app).replace("\\", "")
    (head,) = store.list_cases()
    assert (head.title, head.documents) == ("Spring", 1)
    assert store.load_case(head.id).documents[0].document.title == HEAD


def test_more_files_go_into_the_same_case(store):
    identity = store.create_case("Spring")
    packed = files.zipped({"a.txt": TEXT, "b.txt": "Two. " + TEXT, "c.exe": "x", "d.txt": TEXT})
    app = look_into(open_panel(), ("a.zip", packed))
    assert sorted(fates(app)) == sorted([Fate.READ, Fate.READ, Fate.REFUSED, Fate.SAME])
    assert words.LEFT_OUT in said(app)
    app.selectbox(key="b_case").set_value(identity)
    settled(app.run())
    press(app, "b_keep")
    assert store.list_cases()[0].documents == 2


def test_one_text_can_be_read_in_this_visit_alone(store):
    app = look_into(open_panel(), ("a.txt", TEXT.encode()))
    press(app, "b_read")
    assert app.session_state["own_documents"][0].text == TEXT
    assert store.count_cases() == 0


def test_a_reader_changes_nothing(store, monkeypatch):
    monkeypatch.setattr(bring_in, "this_visitor", lambda: READER)
    app = look_into(open_panel(), ("a.txt", TEXT.encode()))
    assert not [one for one in app.button if one.key == "b_keep"]
    assert [one for one in app.button if one.key == "b_read"]


def test_a_write_is_refused_even_where_the_page_would_ask_for_it(store, monkeypatch):
    app = look_into(open_panel(), ("a.txt", TEXT.encode()))
    monkeypatch.setattr(bring_in, "open_desk", lambda _: kept.open_desk(READER))
    press(app, "b_keep")
    assert words.NOT_KEPT in said(app).replace("Not brought", "not brought").replace("\\", "")
    assert store.count_cases() == 0


@pytest.mark.parametrize(
    ("name", "content", "kind", "count"),
    [("a.csv", ARTICLES_CSV.encode(), "articles", 1), ("claims.csv", CLAIMS_CSV.encode(), "claims", 1)],
)
def test_the_columns_of_a_table_are_proposed_and_confirmed(store, name, content, kind, count):
    app = look_into(open_panel(), (name, content))
    assert fates(app) == [Fate.TABLE]
    chosen = next(one for one in app.segmented_control if one.label == words.TABLE_KIND)
    assert chosen.value == kind
    use = next(one for one in app.button if one.label == words.USE_COLUMNS)
    use.click()
    settled(app.run())
    assert fates(app) == [Fate.READ] * count


def test_columns_can_be_changed_and_a_wrong_choice_gets_a_sentence(store):
    app = look_into(open_panel(), ("a.csv", b"first,second\nTitle,The bank is quiet today.\n"))
    next(one for one in app.button if one.label == words.USE_COLUMNS).click()
    settled(app.run())
    assert "choose the column" in said(app).lower()
    next(one for one in app.selectbox if one.label == words.FIELD_NAMES["text"]).set_value("second")
    settled(app.run())
    next(one for one in app.button if one.label == words.USE_COLUMNS).click()
    settled(app.run())
    assert app.session_state["b_reports"][0].found.text.startswith("The bank")


def change_cells(monkeypatch, *cells):
    """AppTest has no hand for a table's cells: the rows come back with these."""
    whole = bring_in.st.data_editor

    def edited(rows, **more):
        return [row | changed for row, changed in zip(whole(rows, **more), cells, strict=True)]

    monkeypatch.setattr(bring_in.st, "data_editor", edited)


def read_again(app: AppTest) -> AppTest:
    next(one for one in app.button if one.label == words.READ_AGAIN).click()
    return settled(app.run())


WRONG = "Привет. The eastern bank at Abu Kamal is quiet.".encode("koi8-r")


def test_the_encoding_is_shown_and_changed_and_edits_elsewhere_stay(store, monkeypatch):
    app = look_into(open_panel(), ("a.zip", files.zipped({"a.txt": WRONG, "b.txt": TEXT})))
    before = app.session_state["b_reports"][0].found
    other = next(one for one in ("windows-1251", "koi8-r") if one != before.encoding)
    with monkeypatch.context() as patch:
        change_cells(patch, {"encoding": other}, {"title": "By hand", "take": False})
        app = read_again(settled(app.run()))
    after = app.session_state["b_reports"][0].found
    assert (after.encoding, after.text) == (other, WRONG.decode(other))
    assert [(row["title"], row["take"]) for row in app.session_state["b_edits"][1]][1] == ("By hand", False)
    assert fates(app) == [Fate.READ, Fate.READ]


def test_an_encoding_that_it_is_not_written_in_changes_nothing(store, monkeypatch):
    app = look_into(open_panel(), ("a.txt", WRONG))
    before = app.session_state["b_reports"]
    with monkeypatch.context() as patch:
        change_cells(patch, {"encoding": "utf-8", "title": "By hand"})
        app = read_again(settled(app.run()))
    assert app.session_state["b_reports"] == before
    assert "not written in utf-8" in said(app).replace("\\", "")
    assert app.session_state["b_edits"][1][0]["title"] == "By hand", "what was written stays"


def test_the_encoding_of_a_table_is_shown_and_changed(store):
    table = "text\nČačak and Kraljevo stand on the western bank of the Morava.\n".encode("iso-8859-2")
    app = look_into(open_panel(), ("a.csv", table))
    box = next(one for one in app.selectbox if one.label == words.COLUMN_ENCODING)
    box.set_value("windows-1251" if box.value == "iso-8859-2" else "iso-8859-2")
    wanted = box.value
    app = read_again(settled(app.run()))
    (report,) = app.session_state["b_reports"]
    assert report.table.encoding == wanted
    assert report.table.rows[0][0].startswith("Čačak") == (wanted == "iso-8859-2")
    next(one for one in app.button if one.label == words.USE_COLUMNS).click()
    settled(app.run())
    assert [one.found.encoding for one in app.session_state["b_reports"]] == [""]


def test_hostile_names_are_shown_as_written(store):
    app = look_into(open_panel(), (HOSTILE, b"\0\1\2\3" * 100))
    assert fates(app) == [Fate.REFUSED]
    assert not app.exception
    assert "![a](https" not in said(app)


def test_odd_files_that_are_uploaded_are_read_or_refused_in_a_sentence(store):
    small = [one for one in ODD_FILES.values() if len(one[1]) < 20_000 and not one[0].endswith(".zip")]
    packed = {f"{number}/{name}": content for number, (name, content, _) in enumerate(small)}
    app = look_into(open_panel(), ("a.zip", files.zipped(packed)))
    assert len(small) > 15
    assert not app.exception
    assert fates(app).count(Fate.REFUSED) == sum(
        bool(why) for _, _, why in small if why != "no point on earth"
    )
    assert {Fate.READ, Fate.TABLE, Fate.REFUSED} <= set(fates(app))


def test_what_was_looked_into_stays_when_somebody_cancels(store, monkeypatch):
    """Streamlit ends the run with an exception where a page is used while it works."""
    whole = bring_in.read_sources

    def cut(sources, parser, **more):
        for number, report in enumerate(whole(sources, parser, **more)):
            if number == 2:
                raise StopException
            yield report

    monkeypatch.setattr(bring_in, "read_sources", cut)
    app = open_panel()
    packed = files.zipped({f"{number}.txt": f"{number}. {TEXT}" for number in range(5)})
    next(one for one in app.file_uploader if one.key == "b_files").upload("a.zip", packed)
    settled(app.run())
    app.button(key="b_look").click()
    app.run()
    monkeypatch.undo()
    monkeypatch.setattr(bring_in, "this_visitor", lambda: OWNER)
    settled(app.run())
    assert fates(app) == [Fate.READ, Fate.READ]
    assert words.cancelled(2, 1) in said(app).replace("\\", "")


def test_no_address_is_asked_for_by_default(store):
    assert not [one for one in open_panel().text_input if one.key == "b_address"]


def test_a_page_is_fetched_where_the_host_allows_it(store, monkeypatch):
    monkeypatch.setenv("THALWEG_FETCH_PAGES", "yes")
    monkeypatch.setenv("THALWEG_USER_AGENT", "test")
    given = Page(files.page(*LINES), "https://river-post.example/report", ".html", "utf-8")
    monkeypatch.setattr("geo.ingest.pages.fetch_page", lambda *_, **__: given)
    app = open_panel()
    app.text_input(key="b_address").set_value("https://river-post.example/report")
    app.button(key="b_fetch").click()
    settled(app.run())
    assert fates(app) == [Fate.READ]
    assert app.session_state["b_reports"][0].found.url == "https://river-post.example/report"


def test_an_address_inside_is_refused_in_a_sentence(store, monkeypatch):
    monkeypatch.setenv("THALWEG_FETCH_PAGES", "yes")
    monkeypatch.setenv("THALWEG_USER_AGENT", "test")
    app = open_panel()
    app.text_input(key="b_address").set_value("http://127.0.0.1:80/")
    app.button(key="b_fetch").click()
    settled(app.run())
    assert "not on the public internet" in said(app)


def load_file(content: bytes) -> AppTest:
    app = open_panel()
    next(one for one in app.file_uploader if one.key == "case_file").upload("case.zip", content)
    return press(settled(app.run()), "case_load")


def test_a_case_goes_out_as_a_file_and_comes_in_again(store, monkeypatch):
    monkeypatch.setattr(case_file, "this_visitor", lambda: OWNER)
    identity = store.create_case("Spring", documents=[stored(Document.of(TEXT, title=HEAD))])
    before = store.load_case(identity)
    content = case_file._archive(identity)
    store.delete_case(identity)
    app = load_file(content)
    assert words.brought_in(1, 0) in said(app).replace("\\", "")
    after = store.load_case(identity)
    assert after == replace(before, head=after.head)
    assert (after.head.title, after.head.visibility) == (before.head.title, before.head.visibility)


@pytest.mark.parametrize("content", [b"", b"PK", b"words", files.zipped({"a.txt": "x"})])
def test_a_file_that_is_no_case_changes_nothing(store, monkeypatch, content):
    monkeypatch.setattr(case_file, "this_visitor", lambda: OWNER)
    app = load_file(content)
    assert words.NOT_LOADED in said(app)
    assert store.count_cases() == 0


def test_a_reader_loads_no_case_and_one_who_tries_is_refused(store, monkeypatch):
    monkeypatch.setattr(case_file, "this_visitor", lambda: READER)
    assert not [one for one in open_panel().file_uploader if one.key == "case_file"]
    identity = store.create_case("Spring", documents=[stored(Document.of(TEXT, title=HEAD))])
    content = write_archive([store.load_case(identity)], datetime.now(UTC))
    store.delete_case(identity)
    monkeypatch.setattr(case_file, "this_visitor", lambda: OWNER)
    monkeypatch.setattr(case_file, "open_desk", lambda _: kept.open_desk(READER))
    assert words.NOT_LOADED in said(load_file(content))
    assert store.count_cases() == 0


def test_every_report_of_a_case_can_be_shown(store):
    documents = [stored(Document.of(f"{n}. {TEXT}", title=f"Report {n}")) for n in (1, 2)]
    identity = store.create_case("Spring", documents=documents)
    app = AppTest.from_file(APP, default_timeout=90)
    app.query_params["case"] = identity
    settled(app.run())
    assert "Spring" in shown(app, "head")
    assert "2 reports: Report 1; Report 2" in shown(app, "head")
    box = next(one for one in app.selectbox if one.label == words.IN_REPORT)
    box.set_value(documents[1].document.id)
    settled(app.run())
    assert "in Report 2" in shown(app, "head")
