"""The share panel and the embedded page without a browser."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from geo.access import OWNER
from geo.cases import load_kept_case
from geo.model import Document
from geo.ui import words
from tests.test_pages import APP, HOSTILE, REPORT, open_app, rows, settled, shown


def open_panel(app: AppTest) -> AppTest:
    return settled(app.button(key="share").click().run())


def field(app: AppTest) -> str:
    (piece,) = [json.loads(p.proto.json) for p in app.get("bidi_component") if p.key == "s_field"]
    return piece["text"]


def own_app(monkeypatch: pytest.MonkeyPatch, folder, keep: str = "yes") -> AppTest:
    monkeypatch.setenv("THALWEG_DATA_DIR", str(folder))
    monkeypatch.setenv("THALWEG_KEEP_TEXTS", keep)
    app = AppTest.from_file(APP, default_timeout=90)
    app.session_state["own_documents"] = (Document.of(REPORT, title=HOSTILE),)
    app.query_params["case"] = "own"
    return settled(app.run())


def test_the_link_says_what_is_shown():
    app = open_panel(open_app(side="left"))
    assert field(app) == "/?side=left&confidence=high,medium"
    assert not any(words.OWN_UNKEPT in warning.value for warning in app.warning)


@pytest.mark.parametrize(
    ("theme", "end"), [("dark", "&theme=dark"), ("light", "&theme=light"), ("", "confidence=high,medium")]
)
def test_a_theme_is_part_of_the_link(theme, end):
    app = open_panel(open_app())
    next(e for e in app.get("segmented_control") if e.key == "s_theme").set_value(theme)
    settled(app.run())
    open_panel(app)
    assert field(app).endswith(end)


def test_a_text_of_one_s_own_is_kept_only_when_asked_for(monkeypatch, tmp_path):
    app = open_panel(own_app(monkeypatch, tmp_path))
    assert any(words.OWN_UNKEPT in warning.value for warning in app.warning)
    assert not list(tmp_path.iterdir())
    settled(app.button(key="s_keep").click().run())
    asked = app.query_params["case"]
    identity = asked if isinstance(asked, str) else asked[0]
    assert load_kept_case(identity, OWNER).documents[0].document.text == REPORT
    stranger = open_app(case=identity)
    assert HOSTILE in shown(stranger, "head")
    assert rows(stranger) > 0


def test_where_keeping_is_off_the_case_can_be_taken_away(monkeypatch, tmp_path):
    app = open_panel(own_app(monkeypatch, tmp_path, keep="no"))
    assert "s_keep" not in [button.key for button in app.button]
    assert any(words.KEEP_OFF in caption.value for caption in app.caption)
    assert {"s_case", "s_page"} <= {button.key for button in app.get("download_button")}


@pytest.mark.parametrize("name", ["k" + "a" * 26, "k" + "a" * 25, "own", "../../etc/passwd", HOSTILE])
def test_a_case_that_is_not_here_opens_the_sample_with_a_note(name, monkeypatch, tmp_path):
    monkeypatch.setenv("THALWEG_DATA_DIR", str(tmp_path))
    app = open_app(case=name)
    assert len(app.warning) == 1
    assert rows(app) > 10


def test_two_visits_share_nothing_but_the_link(monkeypatch, tmp_path):
    app = own_app(monkeypatch, tmp_path)
    settled(app.button(key="f_reset").click().run()) if not app.button(key="f_reset").disabled else None
    other = open_app(case="own")
    assert HOSTILE not in shown(other, "head")


class TestTheEmbeddedPage:
    @pytest.fixture(autouse=True)
    def embedded(self, monkeypatch):
        monkeypatch.setattr("geo.ui.frame.is_embedded", lambda: True)

    def test_it_is_the_map_with_caption_notice_and_the_way_out(self):
        app = open_app(side="left")
        assert "1 of" in shown(app, "head")
        foot = json.loads(next(p.proto.json for p in app.get("bidi_component") if p.key == "embed_foot"))
        assert foot["notice"] == words.NOTICE
        assert foot["query"] == "side=left&confidence=high,medium"
        assert rows(app) == 0
        assert not app.sidebar.children
        assert "share" not in [button.key for button in app.button]

    def test_it_shows_what_the_link_asks_for(self):
        app = open_app(show="filters,list,timeline")
        assert rows(app) > 10
        assert any(pills.key == "f_side" for pills in app.get("pills"))
        assert any(p.key == "timeline" for p in app.get("bidi_component"))


UNSURE = (
    "Mara Venn said that the bridge at Raqqa was closed.\n\n"
    "The ferry guild called the shelling of the landing at Raqqa a crime."
)


def test_what_is_read_with_low_confidence_is_folded_away_counted_and_one_click_away():
    app = AppTest.from_file(APP, default_timeout=90)
    app.session_state["own_documents"] = (Document.of(UNSURE, title="Bridges"),)
    app.query_params["case"] = "own"
    settled(app.run())
    low = [button for button in app.button if button.key == "unfold"]
    assert [button.label for button in low] == ["Show the claim of low confidence too"]
    total = rows(app) + 1
    assert f"{rows(app)} of {total} claims\n · 1 of low confidence left out" in shown(app, "head")
    assert "shelling" not in shown(app, "list")
    settled(low[0].click().run())
    assert rows(app) == total
    assert "shelling" in shown(app, "list")
    assert "unfold" not in [button.key for button in app.button]
    assert field(open_panel(app)) == "/?case=own&confidence=all"
