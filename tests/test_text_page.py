"""The text with its marks and the disputes: how a text is cut, what is marked, what stands side by side."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.claims import Said, said_on
from geo.model import Bank, Conflict, ConflictKind, Document, Span, Stance
from geo.pipeline import read_document
from geo.ui import words
from geo.ui.disputes import Pair, dispute_nodes, disputes_of, order_words
from geo.ui.readings import Case
from geo.ui.text_marks import Layer, Mark, marks_of, pages_of, paragraphs, pieces_of
from geo.ui.text_page import layer_counts, page_with, text_nodes
from tests.factories import claim, place, placed, resolution, speaker, when
from tests.test_pages import APP, AppTest, settled, shown, texts

SIDES = {bank: f"{bank.value} side" for bank in Bank}


def case_of(text: str, *claims, title: str = "T", conflicts: tuple = ()) -> Case:
    document = Document.of(text, title=title, publisher="P")
    return Case((document,), title, None, "", tuple(claims), conflicts, None, SIDES)


def classes(nodes: list) -> list[str]:
    found = []
    for node in nodes:
        if not isinstance(node, str):
            found += [node[1].get("class", ""), *classes(node[2:])]
    return found


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("one", ["one"]),
        ("one\n\n two \r\nthree", ["one", " two ", "three"]),
        ("\n\n", []),
        ("أبو كمال\nnext", ["أبو كمال", "next"]),
    ],
)
def test_paragraphs_are_the_lines_that_hold_anything(text, lines):
    assert [span.of(text) for span in paragraphs(text)] == lines


def test_pages_cut_no_paragraph():
    spans = [Span(0, 60), Span(60, 100), Span(100, 250), Span(250, 260)]
    assert pages_of(spans, longest=100) == ((spans[0], spans[1]), (spans[2],), (spans[3],))
    assert pages_of((), longest=100) == ((),)


SPANS = st.tuples(st.integers(0, 40), st.integers(1, 20)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@given(st.lists(st.tuples(SPANS, st.sampled_from(list(Layer))), max_size=12))
def test_the_pieces_of_a_paragraph_are_the_paragraph(given_marks):
    marks = [Mark(span, layer, f"c{n}") for n, (span, layer) in enumerate(given_marks)]
    paragraph = Span(5, 45)
    pieces = pieces_of(paragraph, marks)
    assert [piece.span.start for piece in pieces[1:]] == [piece.span.end for piece in pieces[:-1]]
    assert (pieces[0].span.start, pieces[-1].span.end) == (5, 45)
    for piece in pieces:
        assert set(piece.marks) == {mark for mark in marks if mark.span.overlaps(piece.span)}


def test_each_layer_of_a_claim_is_marked():
    one = placed(claim("The town is quiet.", when=replace(when("2018-01-01", "2018-01-02"), span=Span(4, 8))))
    found = {mark.layer for mark in marks_of([one])}
    assert found == {Layer.CLAIM, Layer.SPEAKER, Layer.PLACE, Layer.DATE}
    assert layer_counts([one])[Layer.CLAIM] == 1


def test_marks_are_drawn_by_layer_and_stance():
    text = "The town is quiet. Nobody left."
    quiet = placed(claim("The town is quiet.", places=(), source=None))
    left = placed(claim("Nobody left.", span=Span(19, 31), negated=True, places=(), source=None))
    case = case_of(text, quiet, left)
    drawn = classes(text_nodes(case, case.placed, frozenset(Layer), selected=left.claim.id))
    assert "mark claim asserted" in drawn
    assert "mark claim negated now" in drawn
    bare = classes(text_nodes(case, case.placed, frozenset()))
    assert not [css for css in bare if css.startswith("mark")]


def test_every_character_of_the_text_is_shown_once():
    text = "{{7*191}} <img src=x onerror=alert(1)>\n\nThe town is quiet."
    case = case_of(text, placed(claim("town is", span=Span(44, 51), places=(), source=None)))
    shown_texts = "".join(texts(text_nodes(case, case.placed, frozenset(Layer))))
    assert "{{7*191}} <img src=x onerror=alert(1)>" in shown_texts
    assert "The 1town is quiet." in shown_texts, "the number stands before the claim"


def test_a_headline_is_not_shown_twice():
    case = case_of("Two banks\n\nThe town is quiet.", title="Two banks")
    assert texts(text_nodes(case, (), frozenset())).count("Two banks") == 1


def test_a_long_text_comes_in_pages():
    text = "\n".join("word " * 2000 for _ in range(8))
    case = case_of(text)
    assert page_with(case, claim(text, span=Span(len(text) - 5, len(text)))) == 2
    assert len(str(text_nodes(case, (), frozenset(), page=99))) < len(text)


class TestDisputes:
    early = placed(claim("The bridge is ours.", when=when("2018-01-01", "2018-01-01")))
    late = placed(
        claim("The bridge is not theirs.", source=speaker("Tol Arden"), when=when("2018-01-05", "2018-01-06"))
    )
    elsewhere = placed(claim("They must go.", places=(resolution(place("Raqqa")),), stance=Stance.DEMANDED))
    pairs = (
        Conflict(late.claim.id, early.claim.id, "both hold one bridge", ConflictKind.FACT),
        Conflict(early.claim.id, elsewhere.claim.id, "stay or go", ConflictKind.STANCE),
    )
    case = case_of("text", early, late, elsewhere, conflicts=pairs)

    def test_the_earlier_event_comes_first_where_nobody_knows_when_it_was_said(self):
        dispute = disputes_of(self.case, self.case.placed)[0]
        assert dispute.place == "Abu Kamal"
        assert dispute.pairs[0].claims == (self.early, self.late)

    def test_a_pair_is_shown_as_long_as_one_of_it_is(self):
        assert sum(len(d.pairs) for d in disputes_of(self.case, [self.late])) == 1
        assert disputes_of(self.case, []) == ()

    def test_speakers_rule_and_stance_stand_beside_the_words(self):
        found = texts(dispute_nodes(disputes_of(self.case, self.case.placed)))
        for expected in (
            "Mara Venn",
            "Tol Arden",
            "both hold one bridge",
            words.STANCE_BADGE[Stance.DEMANDED],
        ):
            assert expected in found

    def test_none_is_said_in_words(self):
        assert words.NO_DISPUTES in texts(dispute_nodes(()))


@pytest.mark.parametrize(
    ("page", "key", "said"),
    [
        ("pages/text.py", "report", "Abu Kamal"),
        ("pages/disputes.py", "disputes", "former holder still fights"),
    ],
)
def test_the_pages_show_the_sample(page, key, said):
    app = AppTest.from_file(APP, default_timeout=90)
    settled(app.run())
    settled(app.switch_page(page).run())
    assert said in shown(app, key)


SAID = Document.of(
    "In December 2017 the Syrian government announced that its army had taken Abu Kamal.\n\n"
    "Mara Venn said on Tuesday that the army had left Abu Kamal. The ferry guild said that it stayed open.",
    published=date(2018, 1, 18),
)


def test_when_a_claim_was_said_is_read_beside_its_verb_else_it_is_the_reports_day():
    said = {c.attribution.speaker_label: said_on(c, SAID) for c in read_document(SAID)}
    assert said["the Syrian government"] == Said(date(2017, 12, 1), date(2017, 12, 31), "In December 2017")
    assert said["Mara Venn"] == Said(date(2018, 1, 16), date(2018, 1, 16), "on Tuesday")
    assert said["The ferry guild"] == Said(SAID.published, SAID.published)
    undated = replace(SAID, published=None)
    assert said_on(read_document(undated)[-1], undated) is None


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            (Said(date(2017, 12, 1), date(2017, 12, 31), "in December"), Said(*[date(2018, 1, 15)] * 2)),
            "First: Mara Venn, said Dec 2017 (“in December”). The other: said by 15 Jan 2018",
        ),
        ((Said(*[date(2018, 1, 15)] * 2),) * 2, "not known: both are dated by the report alone, 15 Jan 2018"),
        ((Said(*[date(2018, 1, 15)] * 2), None), words.ORDER_UNDATED),
    ],
)
def test_who_said_it_first_is_told_with_what_it_rests_on(said, told):
    pair = Pair(TestDisputes.pairs[0], TestDisputes.early, TestDisputes.late, said)
    assert told in order_words(pair)


def test_every_paragraph_of_a_report_goes_in_the_direction_of_its_script():
    document = Document.of("قال المتحدث إن القوات عبرت الفرات.\n\nRebels crossed the Euphrates, Omar said.")
    paragraphs_shown = [node for node in walked(text_nodes(case_of(document.text), (), ())) if node[0] == "p"]
    told = [node for node in paragraphs_shown if "الفرات" in "".join(texts([node])) or "Omar" in str(node)]
    assert len(told) == 2
    assert all(node[1].get("dir") == "auto" for node in told)


def walked(nodes):
    for node in nodes:
        if not isinstance(node, str):
            yield node
            yield from walked(node[2:])
