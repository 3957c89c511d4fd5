"""Escapes: what comes out is inert in its place and still says what was written."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.escape import for_cell, for_file, for_filename, for_html, for_log, for_markdown, for_script

HOSTILE = [
    "{{7*191}}",
    "{# x",
    "{% raw %}",
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "`${alert(1)}`",
    "a\u2028b\u2029c",
    "\\\" '",
    "&lt;",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_script_literal_is_inert_and_exact(text: str) -> None:
    literal = for_script(text)
    assert not set("{}<>&`'$\u2028\u2029") & set(literal)
    assert '"' not in literal[1:-1]
    assert json.loads(literal) == text


@given(st.text())
def test_script_literal_says_what_was_written(text: str) -> None:
    assert json.loads(for_script(text)) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [("<b>", "&lt;b&gt;"), ("\"&'", "&quot;&amp;&#x27;"), ("plain", "plain")],
)
def test_html(text: str, shown: str) -> None:
    assert for_html(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("![x](http://e)", "\\!\\[x\\]\\(http\\:\u2060\\/\\/e\\)"),
        ("See HTTPS://e.org", "See HTTPS\\:\u2060\\/\\/e\\.org"),
        ("www.e.org", "www\u2060\\.e\\.org"),
        ("a@e.org", "a\\@\u2060e\\.org"),
        ("at 5 @ noon: www", "at 5 \\@ noon\\: www"),
        (":red[x] $a$", r"\:red\[x\] \$a\$"),
        ("a\nb", "a b"),
        ("# head", r"\# head"),
    ],
)
def test_markdown(text: str, shown: str) -> None:
    assert for_markdown(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+49", "'+49"),
        ("-x", "'-x"),
        ("@x", "'@x"),
        ("\t=1", "'\t'=1"),
        ("a; =1", "a;' =1"),
        ("a\n=1", "a\n'=1"),
        ('a;"=1', "a;'\"=1"),
        ("\uff1d1", "'\uff1d1"),
        ("a; b-c", "a; b-c"),
        (" =1", "' =1"),
        ("a=1", "a=1"),
        ("", ""),
    ],
)
def test_cell(text: str, shown: str) -> None:
    assert for_cell(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("Deir ar-Zour: claims", "deir-ar-zour-claims"),
        ("Hît", "hit"),
        ("البوكمال", "thalweg"),
        ("a" * 99, "a" * 60),
    ],
)
def test_filename(text: str, shown: str) -> None:
    assert for_filename(text) == shown


@pytest.mark.parametrize(("text", "shown"), [("a\nb\x1b[1m", "a b [1m"), ("x" * 300, "x" * 200 + "…")])
def test_log(text: str, shown: str) -> None:
    assert for_log(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x00b", "a\ufffdb"),
        ("\ud800", "\ufffd"),
        ("\x1b[0m", "\ufffd[0m"),
        ("a\tb\r\n\u202e🛶", "a\tb\r\n\u202e🛶"),
    ],
)
def test_file(text: str, shown: str) -> None:
    assert for_file(text) == shown
