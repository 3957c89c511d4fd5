"""What is found in files: text, proposals, encodings, tables; what is refused, and with which sentence."""

import subprocess
import sys
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from geo.cases.store import open_store
from geo.errors import InputError
from geo.ingest import Mapping, Parser, Source, documents_of, guess_mapping, read_sources
from geo.ingest.encodings import decode
from geo.ingest.portable import flowed
from geo.ingest.proposals import propose, read_day
from geo.ingest.readers import read_content
from geo.ingest.values import Fate, Found, Table
from tests import files
from tests.files import ARTICLES_CSV, CLAIMS_CSV, HEAD, LINES, TEXT

DAY = date(2018, 1, 16)
JSON_LD = (
    '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "Quiet", '
    '"datePublished": "2018-01-16T10:00:00Z", "author": [{"name": "Ana Bel"}, {"name": "Bo Tal"}], '
    '"publisher": {"name": "River Post"}}]}</script>'
)
META = (
    '<meta property="og:site_name" content="River Post"><meta property="article:published_time" '
    'content="2018-01-16"><meta name="author" content="Ana Bel"><link rel="canonical" '
    'href="https://river-post.example/a">'
)


def words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "".join(sign if sign.isalnum() else " " for sign in plain).split()


# ---------------------------------------------------------------- every kind


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", TEXT.encode()),
        ("A.TXT", TEXT.encode("utf-16")),
        ("a.md", f"# {HEAD}\n\n> {LINES[0]}\n\n*{LINES[1]}*\n\n- [{LINES[2]}](https://x.example/)".encode()),
        ("a.html", files.page(*LINES)),
        ("a.docx", files.docx(HEAD, *LINES)),
        ("a.pdf", files.pdf(HEAD, *LINES)),
        ("a.eml", files.letter()),
        ("a.eml", files.letter(html=True)),
    ],
)
def test_the_text_is_that_of_the_file(name, content):
    assert words(read_content(name, content).text) == words(TEXT)


@pytest.mark.parametrize(
    ("name", "content", "title", "credit", "published"),
    [
        ("a.txt", TEXT.encode(), HEAD, "", None),
        ("a.txt", f"{HEAD}\nBy Ana Bel\n16 January 2018\n\n{LINES[0]}".encode(), HEAD, "Ana Bel", DAY),
        ("a.txt", LINES[0].encode(), "", "", None),
        ("a.md", f"---\ntitle: Quiet\nauthor: Ana Bel\nsource: Post\ndate: 2018-01-16\n---\n{TEXT}".encode(),
         "Quiet", "Ana Bel, Post", DAY),
        ("a.html", files.page(*LINES, head=META), HEAD, "Ana Bel, River Post", DAY),
        ("a.html", files.page(*LINES, head=JSON_LD), "Quiet", "Ana Bel, Bo Tal, River Post", DAY),
        ("a.html", files.page(*LINES, around='<time datetime="2018-01-16">Tuesday</time>'), HEAD, "", DAY),
        ("a.docx", files.docx(*LINES), HEAD, "Ana Bel", None),
        ("a.pdf", files.pdf(*LINES), HEAD, "Ana Bel", None),
        ("a.pdf", files.pdf(*LINES, title="draft2.docx"), "", "Ana Bel", None),
        ("a.eml", files.letter(), HEAD, "Ana Bel", DAY),
        ("a.eml", files.letter(subject="=?utf-8?q?Quiet_=E2=80=93?="), "Quiet –", "Ana Bel", DAY),
    ],
)  # fmt: skip
def test_title_author_publisher_and_day_are_proposed(name, content, title, credit, published):
    found = read_content(name, content)
    assert (found.title, found.credit, found.published) == (title, credit, published)
    assert bool(found.published_from) is bool(published), "a proposed day says where it stands"


def test_the_address_is_taken_from_the_page_only_where_it_is_one():
    assert read_content("a.html", files.page(*LINES, head=META)).url == "https://river-post.example/a"
    bad = files.page(*LINES, head='<link rel="canonical" href="javascript:alert(1)">')
    assert read_content("a.html", bad).url == ""


def test_what_stands_around_the_article_is_left_out():
    text = read_content("a.html", files.page(*LINES)).text
    assert "newsletter" not in text
    assert "About us" not in text


def test_what_is_left_out_is_said():
    assert "attachments left out: 2" in read_content("a.eml", files.letter(attached=2)).notes[0]
    assert "2018-01-16" in read_content("a.docx", files.docx(*LINES)).notes[0]


def test_deleted_words_of_a_word_file_are_not_read():
    gone = "<w:p><w:r><w:t>The bank is </w:t></w:r><w:del><w:r><w:delText>not </w:delText></w:r></w:del>"
    assert read_content("a.docx", files.docx(body=f"{gone}<w:r><w:t>quiet.</w:t></w:r></w:p>")).text == (
        "The bank is quiet."
    )


def test_no_entity_reads_a_file():
    doctype = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    assert read_content("a.docx", files.entity_docx(doctype, "&a;")).text == "words"


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        (["a" * 60, "b" * 58, "short.", "c" * 60, "end."], 2),
        (["a" * 60, "", "b" * 60], 2),
        (["a word that is hy-", "phenated in the text"], 1),
        ([], 0),
    ],
)
def test_lines_of_a_pdf_become_paragraphs(lines, paragraphs):
    assert len(flowed(lines)) == paragraphs


def test_running_titles_and_page_numbers_are_left_out():
    content = files.pdf("River Post, page", *LINES, "Page 7", pages=4)
    text = read_content("a.pdf", content).text
    assert "Page 7" not in text
    assert text.count("spokesman") == 4


# ---------------------------------------------------------------- encodings and days

RUSSIAN = "Полковник сказал, что западный берег Евфрата спокоен. " * 8
GERMAN = "Die Brücke über den Fluß sei ruhig, erklärte der Oberst: „Süden und Westen.“ " * 4


@pytest.mark.parametrize(
    ("text", "encoding", "found"),
    [
        (GERMAN, "utf-8", "utf-8"),
        (GERMAN, "utf-8-sig", "utf-8"),
        (GERMAN, "utf-16", "utf-16"),
        (GERMAN, "windows-1252", "windows-1252"),
        (RUSSIAN, "windows-1251", "windows-1251"),
        (RUSSIAN, "utf-32", "utf-32"),
    ],
)
def test_encodings_are_detected(text, encoding, found):
    assert decode(text.encode(encoding)) == (text, found)


def test_an_encoding_can_be_chosen_and_declared():
    content = RUSSIAN.encode("koi8-r")
    assert decode(content, chosen="koi8-r")[0] == RUSSIAN
    assert decode(content, declared="KOI8-R") == (RUSSIAN, "koi8-r")
    assert read_content("a.txt", content, encoding="koi8-r").encoding == "koi8-r"


@pytest.mark.parametrize("name", ["rot13", "zlib", "idna", "unicode_escape", "utf-7", "no such", "a" * 1000])
def test_what_is_no_encoding_of_texts_is_refused(name):
    with pytest.raises(InputError, match="there is no encoding"):
        decode(b"words", chosen=name)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2018-01-16", DAY),
        ("2018-01-16T23:59:59+05:00", DAY),
        ("Tue, 16 Jan 2018 10:00:00 +0200", DAY),
        ("16 January 2018", DAY),
        ("January 16, 2018", DAY),
        ("16.01.2018", DAY),
        ("16/01/2018", DAY),
        ("01/16/2018", DAY),
        ("03/04/2018", None),  # two days
        ("2018-13-45", None),
        ("last week", None),
        ("0001-01-01", None),
        ("", None),
    ],
)
def test_days_are_read_where_they_are_one_day(written, day):
    assert read_day(written) == day


# ---------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.exe", b"words", "not read"),
        ("a", b"words", "not read"),
        ("a.doc", b"words", "save it as .docx"),
        ("a.txt", b"", "empty"),
        ("a.txt", b"\0\0 \n", "empty"),
        ("a.txt", b"... --- ...", "no words"),
        ("a.txt", b"%PDF-1.5 words", "another kind"),
        ("a.txt", bytes(range(256)) * 40, "no text"),
        ("a.docx", b"words", "does not begin"),
        ("a.docx", b"PK\x03\x04 words", "damaged"),
        ("a.docx", files.zipped({"a.txt": "words"}), "no document of Word's"),
        ("a.docx", files.zipped({"word/document.xml": "<w:p>"}), "damaged"),
        ("a.pdf", b"%PDF-1.5 words", "damaged"),
        ("a.pdf", files.pdf(), "only pictures"),
        ("a.html", b"<html></html>", "no "),
        ("a.eml", b"\n\n", "empty"),
        ("a.csv", b"a,b\n", "no rows"),
        ("a.xlsx", files.zipped({"a.txt": "words"}), "damaged"),
        ("a.zip", files.zipped({}), "no files"),
        ("a.txt", b"word " * 200_000, "characters"),
    ],
)
def test_what_can_t_be_read_is_refused_with_a_sentence(name, content, why):
    with pytest.raises(InputError, match=why):
        read_content(name, content)


# ---------------------------------------------------------------- tables


@pytest.mark.parametrize(
    ("header", "kind", "columns"),
    [
        (("Headline", "Body", "Outlet"), "articles",
         {"text": "Body", "title": "Headline", "publisher": "Outlet"}),
        (("FULL-TEXT", "Pub Date"), "articles", {"text": "FULL-TEXT", "date": "Pub Date"}),
        (("speaker", "statement", "Latitude"), "claims",
         {"words": "statement", "speaker": "speaker", "lat": "Latitude"}),
        (("claim", "text", "speaker"), "articles", {"text": "text"}),
    ],
)  # fmt: skip
def test_columns_are_guessed_from_the_header(header, kind, columns):
    mapping = guess_mapping(Table(header, (("x",) * len(header),)))
    assert (mapping.kind, dict(mapping.columns)) == (kind, columns)


def test_a_column_of_long_cells_is_taken_for_the_text():
    assert dict(guess_mapping(Table(("a", "b"), (("1", "word " * 200),))).columns) == {"text": "b"}


def test_a_table_that_says_nothing_is_refused_with_its_columns():
    with pytest.raises(InputError, match="'a', 'b'"):
        guess_mapping(Table(("a", "b"), (("1", "2"),)))


@pytest.mark.parametrize(
    "columns", [{"title": "a"}, {"text": "a", "nonsense": "b"}, {"text": "c"}, {}], ids=str
)
def test_a_mapping_that_can_t_be_is_refused(columns):
    with pytest.raises(InputError):
        documents_of("a.csv", Table(("a", "b"), (("word", "word"),)), Mapping.of("articles", columns))


def test_articles_of_a_table_are_documents():
    table = read_content("a.csv", ARTICLES_CSV.encode())
    found, refused = documents_of("a.csv", table, guess_mapping(table))
    assert (found[0].title, found[0].credit, found[0].published) == (HEAD, "River Post", DAY)
    assert refused == ()


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_any_sign_may_stand_between_columns(sign):
    table = read_content("a.csv", sign.join(("title", "text")).encode() + b"\n" + f"a{sign}word".encode())
    assert table == Table(("title", "text"), (("a", "word"),), "utf-8")


def test_a_workbook_is_the_same_table():
    table = read_content(
        "a.xlsx", files.workbook(("title", "text", "date"), ("a", "word", DAY), (1.0, "b", None))
    )
    assert table.rows == (("a", "word", "2018-01-16"), ("1", "b", ""))


# ---------------------------------------------------------------- many files


@pytest.fixture(scope="module")
def parser():
    with Parser() as one:
        yield one


def reports(parser, *given: tuple[str, bytes], **more):
    return list(read_sources([Source.of(name, content) for name, content in given], parser, **more))


def test_every_file_has_a_report_and_a_text_comes_once(parser):
    packed = files.zipped({
        "a.txt": TEXT, "b/b.txt": "Other words. " + TEXT, "c.exe": "words",
        "d.zip": files.zipped({"a.txt": TEXT}), "../../etc/e.txt": TEXT, "__MACOSX/a.txt": "x",
    })  # fmt: skip
    found = reports(parser, ("one.txt", TEXT.encode()), ("two.docx", b"PK"), ("three.zip", packed))
    assert [(one.name, one.fate) for one in found] == [
        ("one.txt", Fate.READ),
        ("two.docx", Fate.REFUSED),
        ("three.zip › d.zip", Fate.REFUSED),
        ("three.zip › a.txt", Fate.SAME),
        ("three.zip › b/b.txt", Fate.READ),
        ("three.zip › c.exe", Fate.REFUSED),
        ("three.zip › ../../etc/e.txt", Fate.SAME),
    ]
    assert found[3].sentence == "its text is that of one.txt"


def test_what_the_case_has_already_is_not_new(parser):
    known = [Found(TEXT).document.id]
    assert reports(parser, ("a.txt", TEXT.encode()), known=known)[0].fate is Fate.SAME


def test_whoever_stops_going_through_it_has_stopped_the_rest(parser):
    loaded = []
    sources = [Source(f"{n}.txt", lambda n=n: loaded.append(n) or f"Words {n}.".encode()) for n in range(5)]
    for _ in zip(range(2), read_sources(sources, parser), strict=False):
        pass
    assert len(loaded) < 5


@pytest.mark.parametrize("what", list(files.SMALL_BOMBS), ids=str)
def test_a_bomb_is_refused_or_read_and_the_next_file_is_read(parser, what):
    name, content = files.SMALL_BOMBS[what]()
    found = reports(parser, (name, content), ("a.txt", TEXT.encode()))
    assert found[-1].fate is Fate.READ
    assert all(len(one.sentence) < 500 for one in found)
    assert not any(one.found and "root:" in one.found.text for one in found)


def test_work_without_end_is_cut_off(parser):
    name, content = files.endless()
    found = reports(parser, (name, content), ("a.txt", TEXT.encode()))
    assert [one.fate for one in found] == [Fate.REFUSED, Fate.READ]
    assert "cut off" in found[0].sentence


def test_the_child_can_write_no_file_and_knows_no_secret(monkeypatch, tmp_path):
    monkeypatch.setenv("THALWEG_STORE", "postgresql://me:secret@host/db")
    script = (
        "import os; from geo.ingest.child import limit_self; limit_self()\n"
        f"try: os.write(os.open({str(tmp_path / 'a')!r}, os.O_WRONLY | os.O_CREAT), b'x'); print('written')\n"
        "except OSError: print('refused')\n"
        "try: bytearray(3_000_000_000); print('taken')\nexcept MemoryError: print('refused')"
    )
    from geo.ingest.worker import _environment

    assert not any("secret" in value for value in _environment().values())
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=_environment())
    assert done.stdout.split() == ["refused", "refused"]


# ---------------------------------------------------------------- the command


def ingest(*arguments: object, store: Path) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "geo", "ingest", *map(str, arguments), "--store", f"sqlite:///{store}"]
    return subprocess.run(command, capture_output=True, text=True, timeout=120)


def test_the_command_brings_files_into_a_case(tmp_path):
    folder, store = tmp_path / "in", tmp_path / "s.sqlite"
    folder.mkdir()
    files.write_all(folder)
    (folder / "bad.docx").write_bytes(b"PK\x03\x04 no")
    first = ingest(folder, "--case", "Spring", "--by", "Ana", store=store)
    assert first.returncode == 1, first.stderr
    assert "refused  " in first.stdout
    again = ingest(folder / "one.txt", "--case", "Spring", store=store)
    assert (again.returncode, again.stdout.split()[0]) == (0, "same")
    opened = open_store(f"sqlite:///{store}")
    heads = opened.list_cases()
    assert [(head.title, head.documents) for head in heads] == [("Spring", 10)]
    kept = opened.load_case(heads[0].id).documents
    assert {one.by for one in kept} == {"Ana"}
    assert DAY in {one.document.published for one in kept}
    opened.close()


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["nowhere.txt", "--case", "a"], "there is no file"),
        (["--case", "kaaaaaaaaaaaaaaaaaaaaaaaaaa", __file__], "there is no case"),
        (["--case", "a", "--columns", "title=a", __file__], "choose the column"),
    ],
)
def test_a_call_that_can_t_be_is_refused(arguments, why, tmp_path):
    done = ingest(*arguments, store=tmp_path / "s.sqlite")
    assert done.returncode == 2
    assert why in done.stderr
    assert "Traceback" not in done.stderr


def test_names_of_files_are_no_escape_codes(tmp_path):
    (tmp_path / "a\x1b[31m.txt").write_text(TEXT)
    done = ingest(tmp_path / "a\x1b[31m.txt", "--case", "a", store=tmp_path / "s.sqlite")
    assert "\x1b" not in done.stdout + done.stderr


def test_proposals_are_single_short_lines():
    found = propose(Found("Words.", title="a\nb\x00" + "c" * 3000, author="By  Ana\tBel", url="ftp://x"))
    assert (len(found.title), found.author, found.url) == (300, "Ana Bel", "")
    assert "\n" not in found.title


def test_the_claims_of_a_table_are_one_document(parser):
    found = reports(parser, ("claims.csv", CLAIMS_CSV.encode()))
    assert [(one.name, one.fate) for one in found] == [("claims.csv", Fate.READ)]
    assert found[0].found.title == "claims"


def test_a_letter_with_a_header_that_can_t_be_read_is_read():
    content = files.letter().replace(b"16 Jan 2018", b"16 Jan 99999999999999999999")
    found = read_content("a.eml", content)
    assert (found.title, found.published) == (HEAD, None)
