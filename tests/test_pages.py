"""The pages without a browser: what they show for a link, a filter, a text; none shows a traceback."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo.cases import sample_document
from geo.errors import DataError
from geo.model import Bank, Conflict, ConflictKind, Document, Filter, Role, Span, Stance
from geo.ui import sidebar, words
from geo.ui.claim_card import card_nodes, quoted, sentence_around
from geo.ui.claim_list import PAGE, list_nodes, page_of
from geo.ui.map_page import next_pick
from geo.ui.readings import Case, read_own
from geo.ui.view import View
from tests.factories import COALITION, MILITIA, claim, placed, resolution, speaker

APP = str(Path(__file__).resolve().parent.parent / "app.py")
REPORT = (
    "The river crossing at Raqqa stayed closed, the ferry guild said on Monday.\n\n"
    "Ferry captain Mara Venn said that no boat had been hit on the Euphrates near Raqqa. "
    "She denied that her crews had fled to the eastern bank of the Euphrates."
)
HOSTILE = (
    "{{7*191}} {# x <img src=x onerror=alert(1)> ` </script> **bold** :red[x] ![i](http://evil.test/i.png)"
)


def open_app(**query: str) -> AppTest:
    app = AppTest.from_file(APP, default_timeout=90)
    for key, value in query.items():
        app.query_params[key] = value
    return settled(app.run())


def settled(app: AppTest) -> AppTest:
    assert not app.exception, app.exception
    return app


def shown(app: AppTest, key: str) -> str:
    """All texts of a piece of the page, a line each."""
    pieces = [piece.proto for piece in app.get("bidi_component") if piece.key == key]
    return "\n".join(texts(json.loads(pieces[0].json)["nodes"])) if pieces else ""


def texts(nodes: list) -> list[str]:
    found = []
    for node in nodes:
        found += [node] if isinstance(node, str) else texts(node[2:])
    return found


def rows(app: AppTest) -> int:
    pieces = [piece.proto.json for piece in app.get("bidi_component") if piece.key == "list"]
    return pieces[0].count('"class": "row"') if pieces else 0


class TestTheMapPage:
    def test_opens_on_the_sample(self):
        app = open_app()
        assert sample_document().title in shown(app, "head")
        assert rows(app) > 10
        assert words.PICK_TITLE in shown(app, "card")

    @pytest.mark.parametrize(
        ("widget", "key", "value", "words_shown"),
        [
            ("pills", "f_side", ["left"], "east bank"),
            ("selectbox", "f_actor", "islamic-state", "Islamic State"),
            ("pills", "f_stance", ["denied"], "denied"),
            ("text_input", "f_words", "boats", "with the words “boats”"),
            ("date_input", "f_since", date(2017, 12, 1), "from Dec 2017"),
        ],
    )
    def test_a_filter_changes_caption_and_list(self, widget, key, value, words_shown):
        app = open_app()
        before = rows(app)
        element = next(each for each in app.get(widget) if each.key == key)
        settled(element.set_value(value).run())
        assert words_shown in shown(app, "head")
        assert 0 < rows(app) < before
        assert f"{rows(app)} of {before} claims" in shown(app, "head")

    def test_reset_shows_all_again(self):
        app = open_app(side="left")
        assert rows(app) == 1
        settled(app.button(key="f_reset").click().run())
        assert rows(app) > 10

    def test_an_empty_result_says_which_filter_empties_it(self):
        app = open_app(side="left", stance="denied")
        assert rows(app) == 0
        assert "east bank" in app.info[0].value
        assert "denied" in app.info[0].value

    def test_a_link_restores_the_view(self):
        app = open_app(side="right,river", actor="us-led-coalition", role="does")
        assert app.session_state["f_side"] == ["right", "on_river"]
        assert app.session_state["f_role"] == "acts"
        assert "US-led Coalition does" in shown(app, "head")

    @pytest.mark.parametrize(
        ("query", "note"),
        [
            ({"side": "up"}, "left"),
            ({"case": "narnia"}, "abu"),
            ({"case": "own"}, "somebody pasted"),
            ({"river": "styx"}, "styx"),
            ({"from": "tomorrow"}, "tomorrow"),
        ],
    )
    def test_what_a_link_gets_wrong_is_said(self, query, note):
        app = open_app(**query)
        assert any(note in warning.value for warning in app.warning)
        assert rows(app) > 10

    @pytest.mark.parametrize(
        "query",
        [
            {"actor": HOSTILE},
            {"speaker": HOSTILE, "words": HOSTILE},
            {"claim": HOSTILE},
            {"river": HOSTILE},
            {"from": "0001-01-01", "to": "9999-12-31"},
            {"utm_source": "x"},
        ],
    )
    def test_no_link_breaks_the_page(self, query):
        open_app(**query)

    def test_without_a_boundary_there_are_no_banks(self):
        app = open_app(river="none")
        assert rows(app) > 10
        assert "West bank" not in shown(app, "list")

    def test_another_river_can_be_chosen(self):
        app = open_app()
        settled(app.selectbox(key="f_river").select("tigris").run())
        assert rows(app) > 10

    def test_a_claim_of_the_link_is_on_the_card(self):
        app = open_app()
        chosen = json.loads(next(p.proto.json for p in app.get("bidi_component") if p.key == "list"))
        identity = first_claim(chosen["nodes"])
        card = shown(open_app(claim=identity), "card")
        assert words.NOTICE in card
        assert words.ROW_SIDE in card


def first_claim(nodes: list) -> str:
    for node in nodes:
        if isinstance(node, list):
            send = node[1].get("send")
            if send and send[0] == "claim":
                return send[1]
            found = first_claim(node[2:])
            if found:
                return found
    return ""


def open_form() -> AppTest:
    app = open_app()
    app.switch_page("pages/read.py")
    return settled(app.run())


def hand_in(app: AppTest, text: str, *, day: date | None = date(2018, 1, 15), **fields: str) -> AppTest:
    app.text_area(key="r_text").set_value(text)
    app.date_input(key="r_date").set_value(day)
    for key, value in fields.items():
        app.text_input(key=f"r_{key}").set_value(value)
    return settled(app.button(key="r_read").click().run())


class TestReadingAText:
    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            ("", "no words"),
            ("  \n\t ", "no words"),
            ("… !!! --- ???", "no words"),
            ("\x00\x01\x02 ELF", "no plain text"),
            ("мы видели лодки на реке и слышали выстрелы с другого берега " * 3, "English"),
            ("word " * 300_000, "characters"),
        ],
        ids=["empty", "blank", "punctuation", "binary", "Russian", "long"],
    )
    def test_bad_input_gets_a_sentence_and_changes_nothing(self, text, sentence):
        app = hand_in(open_form(), text)
        assert app.error[0].value.startswith(words.REFUSED)
        assert sentence in app.error[0].value
        assert "own_documents" not in app.session_state

    def test_a_bad_address_is_refused(self):
        app = hand_in(open_form(), REPORT, url="javascript:alert(1)")
        assert "http" in app.error[0].value
        assert "own_documents" not in app.session_state

    def test_the_text_is_on_the_map_page_afterwards(self):
        app = hand_in(open_form(), REPORT, title="Ferries", publisher="The Invented Courier")
        assert app.session_state["own_documents"][0].title == "Ferries"
        app.switch_page("pages/claims_map.py")
        settled(app.run())
        assert "Ferries" in shown(app, "head")
        assert "Invented Courier" in shown(app, "head")
        assert "no boat had been hit" in shown(app, "list")

    def test_without_a_date_it_asks_first(self):
        app = hand_in(open_form(), REPORT, day=None)
        assert words.ASK_DATE in app.warning[0].value
        assert "own_documents" not in app.session_state
        settled(app.button(key="r_no_date").click().run())
        assert app.session_state["own_documents"][0].published is None

    def test_a_hostile_text_is_shown_as_written(self):
        text = f"“We hold the bridge {HOSTILE},” ferry captain Mara Venn {{{{7*191}}}} said in Raqqa."
        app = hand_in(open_form(), text, title=HOSTILE, publisher=HOSTILE)
        app.switch_page("pages/claims_map.py")
        settled(app.run())
        assert HOSTILE in shown(app, "head")
        pasted = app.session_state["own_documents"][0]
        assert pasted.text == text
        assert all("1337" not in piece.proto.json for piece in app.get("bidi_component"))

    def test_a_case_without_claims_opens(self):
        app = AppTest.from_file(APP, default_timeout=90)
        app.session_state["own_documents"] = (Document.of("Tomatoes and onions.", title="Soup"),)
        app.query_params["case"] = "own"
        settled(app.run())
        assert "Soup" in shown(app, "head")
        assert "no claim" in app.info[0].value
        assert words.NO_RIVER_NAMED in [caption.value for caption in app.caption]

    def test_a_broken_installation_gets_a_sentence(self, monkeypatch):
        def fail(*_: object, **__: object) -> None:
            raise DataError("the gazetteer is missing; run make data")

        monkeypatch.setattr("geo.ui.map_page.read_case", fail)
        app = open_app()
        assert "gazetteer is missing" in app.error[0].value

    def test_the_stages_are_said(self):
        told = []
        text = "The harbour master said that two boats had crossed the Danube at Ruse."
        case = read_own((Document.of(text),), lambda stage, count: told.append((stage, count)))
        assert [stage for stage, _ in told] == list(words.STAGES)
        assert dict(told)["claims"] == len(case.placed) == 1

    def test_one_visitor_never_sees_the_text_of_another(self):
        hand_in(open_form(), REPORT, title="Mine alone")
        assert "Mine alone" not in shown(open_app(), "head")
        assert "Mine alone" not in shown(open_app(case="own"), "head")

    def test_a_text_without_claims_says_so(self):
        app = hand_in(open_form(), "Tomatoes, onions, garlic, olive oil, salt.")
        if app.info:
            assert app.info[0].value == words.NO_CLAIMS
            assert "own_documents" not in app.session_state


def test_the_about_page_opens():
    app = open_app()
    app.switch_page("pages/about.py")
    assert words.ABOUT_TITLE in settled(app.run()).title[0].value


@pytest.mark.parametrize("failure", [DataError("no outline"), ValueError("Raqqa"), KeyError("pins")])
def test_a_map_that_cannot_be_drawn_says_so_and_leaves_the_list(monkeypatch, caplog, capsys, failure):
    def fail(*_, **__):
        raise failure

    monkeypatch.setenv("THALWEG_LOG", "json")
    monkeypatch.setattr("geo.ui.map_page.draw_map", fail)
    app = open_app()
    assert words.MAP_FAILED in [warning.value for warning in app.warning]
    assert rows(app) > 10
    told = [record.getMessage() for record in caplog.records if record.getMessage().startswith("no map")]
    assert told
    if not isinstance(failure, DataError):
        assert type(failure).__name__ in told[0]
        assert "Raqqa" not in told[0]
        assert '"event": "map"' in capsys.readouterr().err


def test_a_widget_that_is_missing_leaves_its_filter_as_it_was(monkeypatch):
    was = Filter(banks=frozenset({Bank.LEFT}), actor="islamic-state", words="boats", since=date(2017, 12, 1))
    changed = []
    monkeypatch.setattr(sidebar, "current_view", lambda: View(wanted=was))
    monkeypatch.setattr(sidebar, "change_view", changed.append)
    monkeypatch.setattr(sidebar.st, "session_state", {"f_stance": ["denied", "made up"]})
    sidebar._take_filter()
    assert [view.wanted for view in changed] == [replace(was, stances=frozenset({Stance.DENIED}))]


@pytest.mark.parametrize(
    ("claims", "selected", "chosen"),
    [
        ((), "a", ""),
        (("a",), "", "a"),
        (("a", "b"), "a", "b"),
        (("a", "b"), "b", "a"),
        (("a", "b"), "z", "a"),
    ],
)
def test_a_pin_clicked_again_goes_to_its_next_claim(claims, selected, chosen):
    assert next_pick(claims, selected) == chosen


SIDES = {bank: f"{bank.value} side" for bank in Bank}


def case_of(text: str, *spans: Span) -> Case:
    document = Document.of(text, title="T", publisher="P")
    return Case((document,), "T", None, "", (), (), None, SIDES, split={document.id: spans})


def card_texts(of, text: str = "") -> list[str]:
    case = case_of(text or of.claim.text)
    return texts(card_nodes(of, case, index=0, ids=[of.claim.id]))


class TestTheCard:
    @pytest.mark.parametrize(
        ("changes", "badge"),
        [
            ({}, words.STANCE_BADGE[Stance.ASSERTED]),
            ({"stance": Stance.DENIED}, words.STANCE_BADGE[Stance.DENIED]),
            ({"stance": Stance.DOUBTED}, words.STANCE_BADGE[Stance.DOUBTED]),
            ({"stance": Stance.PLANNED}, words.STANCE_BADGE[Stance.PLANNED]),
            ({"negated": True}, words.NEGATED_BADGE),
            ({"negated": True, "stance": Stance.DENIED}, words.NEGATED_BADGE),
        ],
    )
    def test_stance_and_denial_are_named(self, changes, badge):
        found = card_texts(placed(claim(**changes)))
        assert badge in found
        if changes:
            assert words.STANCE_BADGE[Stance.ASSERTED] not in found

    def test_speaker_source_and_notice_are_always_there(self):
        found = card_texts(placed(claim(source=speaker("Mara Venn", role="captain"))))
        assert "Mara Venn" in found
        assert "captain · US-led Coalition" in found
        assert any("T · P" in text for text in found)
        assert words.NOTICE in found

    def test_the_narrator_is_named_as_such(self):
        assert words.THE_REPORT in card_texts(placed(claim(source=None)))

    def test_a_place_that_was_not_found_is_said(self):
        lost = resolution()
        lost = type(lost)(lost.mention, None)
        assert words.not_found("Abu Kamal") in card_texts(placed(claim(places=(lost,)), place=lost))

    def test_actors_are_listed_with_their_parts(self):
        acting = ((COALITION, Role.SPEAKS), (COALITION, Role.ACTS), (MILITIA, Role.ACTED_ON))
        found = card_texts(placed(claim(actors=acting)))
        assert "US-led Coalition: speaks, acts" in found
        assert "River Guard: is the target" in found


def test_letters_that_only_look_like_a_name_s_own_are_told_in_the_open():
    document = Document.of("A monitor said that shells had fallen on R\u0430qqa in Syria.")
    case = read_own((document,), lambda *_: None)
    (one,) = case.placed
    told = str(card_nodes(one, case, index=0, ids=[one.claim.id])).partition("'badge warning'")[2]
    assert "Spelt with look-alike letters of another script" in told.partition(words.WHY_PLACE)[0]


def test_a_claim_that_may_conflict_is_a_way_to_the_other():
    one, other = placed(claim("The bridge is ours.")), placed(claim("The bridge is theirs."))
    pair = Conflict(one.claim.id, other.claim.id, "both hold one bridge", ConflictKind.FACT)
    case = replace(case_of(one.claim.text), placed=(one, other), conflicts=(pair,))
    nodes = card_nodes(one, case, index=0, ids=[one.claim.id, other.claim.id])
    assert words.MAY_CONFLICT in texts(nodes)
    assert "Mara Venn · both hold one bridge" in texts(nodes)
    assert str(nodes).count(f"['claim', '{other.claim.id}']") == 2, (
        "the next claim, and the other of the pair"
    )


def test_the_sentence_around_a_claim():
    sentences = (Span(0, 10), Span(11, 30))
    assert sentence_around(Span(15, 20), sentences) == Span(11, 30)
    assert sentence_around(Span(5, 20), sentences) == Span(0, 30)
    assert sentence_around(Span(40, 50), sentences) == Span(40, 50)


@pytest.mark.parametrize(
    ("text", "line"),
    [("The town is quiet.", "The town is quiet."), ("that it\nis quiet", "… that it is quiet")],
)
def test_a_claim_on_one_line(text, line):
    assert quoted(claim(text)) == line


def test_long_lists_come_in_pages():
    many = [placed(claim(f"Claim {n}.")) for n in range(PAGE * 2 + 5)]
    last = many[-1].claim.id
    assert page_of(many, last) == 2
    assert str(list_nodes(many, SIDES, page=99)).count("'row'") == 5
    assert str(list_nodes(many, SIDES, page=-1)).count("'row'") == PAGE
