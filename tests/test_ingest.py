"""What is found in files: text, proposals, encodings, tables; what is refused, and with which sentence."""

import csv
import io
import json
import os
import random
import re
import subprocess
import sys
import unicodedata
import zipfile
from datetime import date, datetime
from pathlib import Path
from threading import BoundedSemaphore

import pytest

from geo.__main__ import main
from geo.cases.store import open_store
from geo.errors import InputError
from geo.ingest import (
    Mapping,
    Parser,
    Source,
    child,
    documents_of,
    guess_mapping,
    pages,
    read_sources,
    readers,
    worker,
)
from geo.ingest.encodings import decode
from geo.ingest.portable import flowed
from geo.ingest.proposals import propose, read_day
from geo.ingest.readers import read_content
from geo.ingest.sheets import read_csv
from geo.ingest.values import Fate, Found, Report, Table
from geo.online import Page
from geo.settings import Settings
from tests import files
from tests.files import ARTICLES_CSV, CLAIMS_CSV, HEAD, LINES, TEXT
from tests.odd_files import ODD_FILES

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


@pytest.mark.parametrize("what", list(ODD_FILES), ids=str)
def test_an_odd_file_is_read_or_refused_in_a_sentence(parser, what):
    name, content, why = ODD_FILES[what]
    (found,) = reports(parser, (name, content))
    assert re.search(why or "^$", found.sentence)
    assert (found.fate is Fate.REFUSED) == bool(found.sentence)
    assert found.name.isprintable()
    if found.fate is Fate.READ:
        assert "root:" not in found.found.text
        assert not re.match("javascript:|data:|file:", found.found.url)
    assert [one.fate for one in reports(parser, ("a.txt", TEXT.encode()))] == [Fate.READ]


def test_odd_files_are_brought_in_by_the_command(capsys, tmp_path):
    for number, (name, content, _) in enumerate(ODD_FILES.values()):
        (tmp_path / f"{number}-{name}").write_bytes(content)
    store = f"sqlite:///{tmp_path / 'cases.sqlite'}"
    assert main(["ingest", str(tmp_path), "--case", "Odd", "--store", store, "--json"]) == 1
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    refused = [one for one in told if one["fate"] == "refused"]
    assert len(refused) == sum(bool(why) for _, _, why in ODD_FILES.values())
    assert all(one["sentence"] for one in refused)
    assert any(one["fate"] == "same" for one in told), "the same words in files of several kinds"


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


# ---------------------------------------------------------------- what the child does, in this process


@pytest.mark.parametrize("what", list(files.SMALL_BOMBS), ids=str)
def test_no_bomb_is_more_than_a_refusal_to_its_reader(what):
    name, content = files.SMALL_BOMBS[what]()
    answer, _ = child.answer_for(name, content, "")
    said = str(answer.get("refused", "it was read"))
    assert 10 < len(said) < 300
    assert "can't be read (" not in said, "a reader itself says what is wrong"


@pytest.mark.parametrize(
    ("raised", "sentence"),
    [
        (MemoryError(), child.TOO_LARGE),
        (RecursionError(), child.TOO_DEEP),
        (KeyError("x"), "it is damaged: it can't be read (KeyError)"),
        (InputError("it is empty"), "it is empty"),
    ],
)
def test_whatever_a_reader_does_becomes_a_sentence(monkeypatch, raised, sentence):
    def fails(*_: object, **__: object) -> None:
        raise raised

    monkeypatch.setattr(readers, "read_content", fails)
    assert child.answer_for("a.txt", b"words", "") == ({"refused": sentence}, [])


def test_an_answer_is_what_was_read():
    answer, blobs = child.answer_for("a.txt", TEXT.encode(), "")
    assert (answer["found"]["text"], blobs) == (TEXT, [])
    answer, _ = child.answer_for("a.csv", b"a,b\n1,2", "")
    assert answer["table"]["header"] == ["a", "b"]
    answer, blobs = child.answer_for("a.zip", files.zipped({"a.txt": "x", "b.zip": "y"}), "")
    assert (answer["members"], blobs) == ([{"name": "a.txt", "size": 1}], [b"x"])
    assert answer["refused_members"][0]["name"] == "b.zip"


def test_a_zip_that_is_locked_or_lies_is_refused():
    locked = bytearray(files.zipped({"a.txt": "words"}))
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    assert "password" in read_content("a.zip", bytes(locked)).refused[0].sentence
    torn = files.zipped({"a.txt": "words of a report"}, stored=True).replace(b"words", b"wards")
    assert "damaged" in read_content("a.zip", torn).refused[0].sentence


def test_a_workbook_of_several_sheets_says_that_it_reads_one():
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["title", "text"])
    book.active.append([True, 1.5])
    book.create_sheet("other")
    out = io.BytesIO()
    book.save(out)
    table = read_content("a.xlsx", out.getvalue())
    assert table.rows == (("True", "1.5"),)
    assert "first of 2 sheets" in table.notes[0]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"text," * 300 + b"\n1", "columns"),
        (b",,\n,,\n", "no rows"),
        (b"a\n" + b"b\n" * 20_002, "rows"),
    ],
)
def test_tables_that_can_t_be_are_refused(content, why):
    with pytest.raises(InputError, match=why):
        read_content("a.csv", content)


def test_headers_without_names_and_twice_the_same_get_names():
    table = read_content("a.csv", b"a,,a,\n1,2,3,\n")
    assert table.header == ("a", "column 2", "a (2)")


@pytest.mark.parametrize("files_per_child", [1])
def test_a_child_is_replaced_after_so_many_files(monkeypatch, files_per_child):
    monkeypatch.setattr(worker, "FILES_PER_CHILD", files_per_child)
    with Parser() as one:
        one.parse("a.txt", b"words")
        assert one._child is None
        assert one.parse("a.txt", b"words").text == "words"


def test_others_wait_for_a_free_child(monkeypatch):
    monkeypatch.setattr(worker, "_WAIT_S", 0.05)
    monkeypatch.setattr(worker, "_free", BoundedSemaphore(1))
    with Parser() as one, Parser() as other:
        one.parse("a.txt", b"words")
        with pytest.raises(InputError, match="others are bringing in"):
            other.parse("a.txt", b"words")


def test_a_file_that_is_too_large_is_not_sent_at_all(parser):
    with pytest.raises(InputError, match="20,000,000 are the most"):
        parser.parse("a.txt", b"x" * 20_000_001)


# ---------------------------------------------------------------- the command, in this process


def run(capsys, tmp_path, *arguments: object) -> tuple[int, str, str]:
    code = main(["ingest", *map(str, arguments), "--store", f"sqlite:///{tmp_path / 's.sqlite'}"])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_columns_of_a_table_can_be_given(capsys, tmp_path):
    (tmp_path / "a.csv").write_text(f'x,y\n1,"{TEXT}"\n')
    code, out, _ = run(
        capsys, tmp_path, tmp_path / "a.csv", "--case", "a", "--columns", "text=y,title=x", "--json"
    )
    assert code == 0
    assert json.loads(out)["title"] == "1"


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--table", "claims"], "--table wants --columns"),
        (["--columns", "words=a,nonsense=b"], "no field 'nonsense'"),
    ],
)
def test_columns_that_can_t_be_are_refused(capsys, tmp_path, arguments, why):
    (tmp_path / "a.csv").write_text("a,b\n1,2\n")
    code, _, err = run(capsys, tmp_path, tmp_path / "a.csv", "--case", "a", *arguments)
    assert code == 2
    assert why in err


def test_a_case_is_found_by_its_id_and_two_of_one_title_are_told_apart(capsys, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    store = open_store(f"sqlite:///{tmp_path / 's.sqlite'}")
    first, _ = store.create_case("Spring"), store.create_case("Spring")
    code, _, err = run(capsys, tmp_path, tmp_path / "a.txt", "--case", "Spring")
    assert (code, "2 cases are called" in err) == (2, True)
    code, out, _ = run(capsys, tmp_path, tmp_path / "a.txt", "--case", first)
    assert (code, out.split()[0]) == (0, "read")
    assert len(store.load_case(first).documents) == 1
    store.close()


def test_what_is_no_ordinary_file_is_refused(capsys, tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").write_bytes(b"words " * 4_000_000)
    code, out, _ = run(capsys, tmp_path, tmp_path, "--case", "a")
    assert code == 1
    assert "no ordinary file" in out
    assert "20,000,000 are the most" in out


def test_an_empty_folder_is_no_call(capsys, tmp_path):
    (tmp_path / "in").mkdir()
    assert run(capsys, tmp_path, tmp_path / "in", "--case", "a")[0] == 2


@pytest.mark.parametrize(
    ("charset", "content", "text"),
    [
        ("koi8-r", RUSSIAN.encode("koi8-r"), RUSSIAN.strip()),
        ("utf-8", RUSSIAN.encode("koi8-r"), None),
        ("no such", b"words", "words"),
    ],
)
def test_a_fetched_page_is_read_as_its_server_says_where_that_is_right(monkeypatch, charset, content, text):
    given = Page(content, "https://x.example/a/report.php?id=1", ".txt", charset)
    monkeypatch.setattr(pages, "fetch_page", lambda *_, **__: given)
    source, url = pages.fetched("https://x.example/", Settings(fetch_pages="yes", user_agent="t"))
    assert (source.name, url) == ("x.example report.txt", given.url)
    found = read_content(source.name, source.load())
    assert text is None or found.text.strip() == text


def test_no_page_is_fetched_where_the_host_has_not_switched_it_on():
    with pytest.raises(InputError, match="fetches no pages"):
        pages.fetched("https://x.example/", Settings())


def test_reading_a_table_leaves_the_process_its_limit() -> None:
    before = csv.field_size_limit()
    read_csv(b"title,text\nOne,The ferry ran.\n")
    assert csv.field_size_limit() == before


def test_the_child_answers_for_each_file_until_nothing_comes(monkeypatch):
    """Its loop in this process, without what it gives up for good."""
    asked, answers = os.pipe(), os.pipe()
    armed: list[float] = []
    monkeypatch.setattr(child.os, "dup", lambda stream: (asked[0], answers[1])[stream])
    monkeypatch.setattr(child, "_silence", lambda: None)
    monkeypatch.setattr(child, "limit_self", lambda: None)
    monkeypatch.setattr(child, "_arm", armed.append)
    with os.fdopen(asked[1], "wb") as stream:
        for name, content in (("a.txt", b"words"), ("a.zip", files.zipped({"a.txt": "x"})), ("a.txt", b"")):
            stream.write(json.dumps({"name": name, "encoding": "", "size": len(content)}).encode() + b"\n")
            stream.write(content)
    child.main()
    with os.fdopen(answers[0], "rb") as stream:
        said = [json.loads(stream.readline()), json.loads(stream.readline()), json.loads(stream.readline())]
        assert stream.read(1) == b"x"
        said.append(json.loads(stream.readline()))
    assert [next(iter(one)) for one in said] == ["ready", "found", "members", "refused"]
    assert armed == [child.WORK_S, 0] * 3


def test_the_child_only_ever_lowers_its_limits(monkeypatch):
    kept: dict[int, tuple[int, int]] = {}
    recursion = sys.getrecursionlimit()
    monkeypatch.setattr(child.resource, "setrlimit", kept.__setitem__)
    monkeypatch.setattr(child.resource, "getrlimit", lambda _: (50, 50))
    try:
        child.limit_self()
    finally:
        sys.setrecursionlimit(recursion)
    assert sorted(kept.values()) == [(0, 0), (0, 0), (50, 50), (50, 50)]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.eml", b"Subject: a\n\n" + b"w" * 10_000_001, "the letter has 10,000,013 bytes"),
        ("a.eml", b"Content-Type: x\n" * 201 + b"\nwords", "more than 200 parts"),
        ("a.html", b"<p>w</p>" * 1_300_000, "the page has 10,400,000 bytes"),
        ("a.html", b"<!-- nothing -->", "no "),
        ("a.csv", b"text\n" + b"\n".join(b"..." for _ in range(9)), "none of its 9 rows can be used"),
    ],
)
def test_what_is_larger_than_a_report_is_refused(name, content, why):
    with pytest.raises(InputError, match=why):
        documents_of(name, read_content(name, content), Mapping.of("articles", {"text": "text"}))


def test_a_table_is_of_articles_or_of_claims():
    with pytest.raises(InputError, match="of articles or of claims, not of 'nonsense'"):
        Mapping.of("nonsense", {})


def test_tables_become_documents_row_by_row_or_stay_tables(parser):
    two = b"title,text\na,The bank is quiet.\nb,The ferry ran.\nc,...\n"
    found = reports(parser, ("a.csv", two))
    assert [(one.name, one.fate) for one in found] == [
        ("a.csv", Fate.REFUSED), ("a.csv › row 1", Fate.READ), ("a.csv › row 2", Fate.READ),
    ]  # fmt: skip
    (asked,) = reports(parser, ("a.csv", two), ask_columns=True)
    assert (asked.fate, asked.table.header) == (Fate.TABLE, ("title", "text"))
    (refused,) = reports(parser, ("a.csv", b"q,r\n1,2\n"))
    assert (refused.fate, "'q', 'r'" in refused.sentence) == (Fate.REFUSED, True)


def test_a_zip_with_a_bad_file_reads_the_others(parser):
    found = reports(parser, ("a.zip", files.zipped({"a.docx": b"PK\x03\x04 no", "b.txt": TEXT})))
    assert [(one.name, one.fate) for one in found] == [
        ("a.zip › a.docx", Fate.REFUSED), ("a.zip › b.txt", Fate.READ),
    ]  # fmt: skip


def test_a_file_that_can_t_be_loaded_is_refused_and_the_next_one_read(parser):
    def gone() -> bytes:
        raise InputError("it is gone")

    found = list(read_sources([Source("a.txt", gone), Source.of("b.txt", TEXT.encode())], parser))
    assert [(one.fate, one.sentence) for one in found] == [(Fate.REFUSED, "it is gone"), (Fate.READ, "")]


def test_a_text_that_is_not_for_this_reader_is_refused(parser):
    (one,) = reports(parser, ("a.txt", RUSSIAN.encode()))
    assert (one.fate, "reads as" in one.sentence) == (Fate.REFUSED, True)


def test_more_files_than_a_batch_are_all_kept_and_told_in_json(capsys, tmp_path, monkeypatch):
    from geo.ingest import commands

    monkeypatch.setattr(commands, "_BATCH", 2)
    inbox = tmp_path / "in"
    inbox.mkdir()
    for number in range(5):
        (inbox / f"{number}.txt").write_text(f"{number}. {TEXT}")
    code, out, _ = run(capsys, tmp_path, inbox, "--case", "a", "--json")
    assert (code, [json.loads(line)["fate"] for line in out.splitlines()]) == (0, ["read"] * 5)


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        (datetime(2018, 1, 16), "2018-01-16"),
        (datetime(2018, 1, 16, 9, 30), "2018-01-16 09:30:00"),
        (date(2018, 1, 16), "2018-01-16"),
        (2.0, "2"),
        (2.5, "2.5"),
        (None, ""),
    ],
)
def test_cells_of_a_workbook_are_written_as_a_reader_would(cell, written):
    table = read_content("a.xlsx", files.workbook(("text", "x"), ("word", cell)))
    assert table.rows == (("word", written),)


@pytest.mark.parametrize(
    ("name", "content", "day"),
    [
        ("a.html", files.page(*LINES, head='<meta name="date" content="soon">'), None),
        ("a.html", files.page(*LINES, around='<time datetime="soon">Tuesday</time>'), None),
        ("a.html", files.page(*LINES, head='<script type="application/ld+json">[[7], "a"]</script>'), None),
        ("a.txt", f"{HEAD}\n29/30/2018\n\n{LINES[0]}".encode(), None),
    ],
)
def test_what_is_no_day_is_not_proposed(name, content, day):
    assert read_content(name, content).published == day


def test_a_word_file_keeps_line_breaks_and_passes_over_comments():
    body = "<w:p><w:r><w:t>One.</w:t><w:br/><w:t>Two.</w:t><w:tab/><w:t>Three.</w:t></w:r></w:p><!-- x -->"
    assert read_content("a.docx", files.docx(body=body)).text.split() == ["One.", "Two.", "Three."]


def test_an_empty_page_of_a_letter_is_no_letter():
    with pytest.raises(InputError, match="no letter with a text in it"):
        read_content("a.eml", b"Subject: a\nContent-Type: application/pdf\n\nwords")


NOISE = bytes(random.Random(5).randbytes(300_000))
SHEET, MEDIA = "xl/worksheets/sheet1.xml", "xl/media/a.png"


@pytest.mark.parametrize(
    ("name", "parts", "why"),
    [
        ("a.xlsx", {SHEET: b"0" * 15_000_000, MEDIA: b"0"}, r"unpacks to 1,\d\d\d times its size.*as CSV"),
        ("a.xlsx", {SHEET: b"0" * 15_000_000, "xl/a.bin": NOISE}, "a part of it unpacks to over 100 times"),
        (
            "a.xlsx",
            {SHEET: NOISE, "xl/a.xml": b"01" * 11_000_000},
            r"22,300,000 bytes; 20,000,000 are the most;",
        ),
        ("a.xlsx", {"[Content_Types].xml": b"0" * 25_000_000}, "25,000,000 bytes"),
        ("a.docx", {f"word/{n}.xml": NOISE * 10 for n in range(7)}, "21,000,000 bytes; 20,000,000 are"),
        ("a.docx", {f"word/{n}.xml": b"0" * 900_000 for n in range(20)}, "times its size"),
        ("a.zip", {f"{n}.txt": b"0" * 900_000 for n in range(20)}, "times its size"),
        ("a.zip", {f"{n}.txt": NOISE[:900] * 1000 for n in range(60)}, "54,000,000 bytes; 50,000,000 are"),
    ],
)
def test_what_is_declared_is_added_up_before_anything_is_unpacked(monkeypatch, name, parts, why):
    content = files.zipped(parts)
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_, **__: pytest.fail("it was unpacked"))
    with pytest.raises(InputError, match=why):
        read_content(name, content)


def test_pictures_of_a_word_file_count_for_nothing():
    pictures = {f"word/media/{n}.png": NOISE * 10 for n in range(7)}
    with zipfile.ZipFile(io.BytesIO(files.docx(*LINES))) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    assert read_content("a.docx", files.zipped(parts | pictures)).text == "\n".join(LINES)
    with pytest.raises(InputError, match="20,000,000 are the most"):
        read_content("a.docx", files.zipped(parts | {f"word/{name}": one for name, one in pictures.items()}))


def test_a_page_whose_address_stands_in_it_keeps_it_and_a_refused_one_has_none():
    found = pages.found_at(Report("a", Fate.READ, found=Found("Words.")), "https://x.example/a")
    assert found.found.url == "https://x.example/a"
    assert pages.found_at(found, "https://other.example/") is found
    refused = Report("a", Fate.REFUSED, "it is empty")
    assert pages.found_at(refused, "https://x.example/a") is refused
