"""The whole way, and texts that are refused with a sentence or read as plain text."""

from datetime import date
from time import perf_counter

import pytest

from geo.errors import InputError
from geo.model import Bank, Document, Precision
from geo.pipeline import check_text, explain, nearest_river, place_claims, read_document, suggest_river
from geo.river import load_river

PUBLISHED = date(2024, 5, 15)
REPORT = (
    "Colonel Ostrov of the Syrian army said that IS fighters had gathered on the eastern bank of the "
    "Euphrates near Abu Kamal on Monday. “We have not shelled the western side,” he said."
)
HOSTILE = (
    "“The {{7*191}} <img src=x onerror=alert(1)> crossed the river,” said `Ivan` {# x of the "
    "</script> Front. "
    "$(id) {% raw %} \u2028 attacked Kherson on Monday, General ${IFS} Ostrov said."
)


def test_a_report_from_text_to_banks():
    claims = read_document(Document.of(REPORT, published=PUBLISHED))
    placed = place_claims(claims, load_river("Euphrates"))
    assert [(one.call.bank, one.claim.negated) for one in placed] == [(Bank.LEFT, False), (Bank.RIGHT, True)]
    assert suggest_river(claims) == load_river("Euphrates").id


def test_without_a_river_nothing_is_on_a_bank():
    placed = place_claims(read_document(Document.of(REPORT)), None)
    assert {one.call.bank for one in placed} == {Bank.NONE}


def test_without_a_date_relative_words_stay_unresolved():
    (first, _) = read_document(Document.of(REPORT))
    assert (first.when.start, first.when.end, first.when.precision) == (None, None, Precision.NONE)
    assert first.when.text == "on Monday"


def test_a_dateline_dates_the_text():
    (first, _) = read_document(Document.of("DAMASCUS, 15 May 2024 (Desk) - " + REPORT))
    assert first.when.start == date(2024, 5, 13)


def test_hostile_text_is_plain_text():
    claims = read_document(Document.of(HOSTILE, published=PUBLISHED))
    assert claims
    assert all(claim.span.of(HOSTILE) == claim.text for claim in claims)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "there are no words"),
        (" \n\t", "there are no words"),
        ("…!? -- «»", "there are no words"),
        ("abc\0def", "no plain text"),
        ("\x01\x02\x03\x04abc", "no plain text"),
        ("x" * 500_001, "at most 500,000"),
        ("قال المتحدث إن القوات عبرت النهر إلى الضفة الشرقية", "reads as Arabic"),
        ("Войска перешли реку на левый берег", "reads as Russian"),
        ("Війська перейшли річку на лівий берег", "reads as Ukrainian"),
        ("Le porte-parole a dit que les troupes ont traversé le fleuve et que la ville est prise", "French"),
        ("Der Sprecher sagte, dass die Truppen den Fluss in der Nacht nicht überquert haben", "German"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_a_sentence(text, sentence):
    with pytest.raises(InputError, match=sentence):
        check_text(text)


@pytest.mark.parametrize(
    "text", ["Troops crossed the river.", "Kherson", REPORT, "He said “au revoir” to Déir."]
)
def test_english_passes(text):
    assert check_text(text) == text


def test_explain_names_the_rules():
    lines = list(explain(Document.of(REPORT, published=PUBLISHED)))
    assert any("confidence" in line for line in lines)
    assert any("negates" in line for line in lines)


@pytest.mark.parametrize(
    "text",
    [
        "Russia attacked Ukraine with rockets on the western bank, " * 400,
        "IS, " * 5_000,
        "he said that " * 2_000,
        "(" * 5_000 + "a" + ")" * 5_000,
        "the army crossed the river and " * 700,
    ],
)
def test_long_sentences_take_no_longer_than_their_length(text):
    begin = perf_counter()
    read_document(Document.of(text, published=PUBLISHED))
    assert perf_counter() - begin < 5


def test_a_river_named_beside_the_claims_is_the_boundary():
    claims = read_document(Document.of("Guns fired at Omdurman, officials said."))
    assert suggest_river(claims) is None
    assert suggest_river(claims, ["The town stands on the White Nile."]) == load_river("White Nile").id


@pytest.mark.parametrize(
    ("text", "river"),
    [
        ("Two people were hurt in Raqqa and one in Deir ez-Zor, officials said.", "euphrates"),
        ("Shells fell on Kherson, the governor said.", "dnipro"),
        ("A bomb went off in Madrid, police said.", None),
        ("Nobody was hurt, police said.", None),
    ],
)
def test_a_text_that_names_no_river_is_offered_the_nearest(text, river):
    claims = read_document(Document.of(text))
    assert suggest_river(claims) is None
    assert nearest_river(claims) == river


def test_explain_names_the_pairs_that_may_conflict():
    text = (
        "The Russian defence ministry said its forces had taken the village of Krynky. "
        "Ukraine's General Staff denied that Russian forces had taken Krynky."
    )
    lines = list(explain(Document.of(text)))
    assert sum(line.startswith("    may conflict (fact)") for line in lines) == 2
    at = lines.index("pairs that may conflict:")
    assert lines[at + 1 :]
    assert all(" × " in line and "; " in line for line in lines[at + 1 :])
