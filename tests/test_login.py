"""Logging in with an OIDC provider: whom the host has listed may change what is kept, nobody else."""

import base64
import json
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from http.cookiejar import CookieJar
from typing import Any

import pytest

from geo.cases import Visibility, load_samples
from geo.cases.store import CaseStore, open_store, stored
from tests.browser import conftest
from tests.browser.conftest import ROOT, free_port, start_streamlit
from tests.oidc import Provider
from tests.streamlit_client import Visitor, edited, pressed

EDITOR = "mara@desk.example"


@dataclass
class Hosted:
    store: CaseStore
    provider: Provider
    url: str


@pytest.fixture(scope="module")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    folder, port = tmp_path_factory.mktemp("login"), free_port()
    url = f"http://127.0.0.1:{port}"
    place = f"sqlite:///{folder}/cases.sqlite"
    store = open_store(place)
    environment = {"THALWEG_STORE": place, "THALWEG_ACCESS": "hosted", "THALWEG_EDITORS": EDITOR}
    with Provider() as provider, pytest.MonkeyPatch.context() as patch:
        (folder / ".streamlit").mkdir()
        (folder / ".streamlit" / "secrets.toml").write_text(provider.secrets(url), encoding="utf-8")
        patch.setattr(conftest, "free_port", lambda: port)
        process, _ = start_streamlit(ROOT / "app.py", folder, **environment)
        yield Hosted(store, provider, url)
        process.terminate()
        process.wait(timeout=20)
    store.close()


def logged_in(hosted: Hosted, user: dict[str, Any]) -> dict[str, str]:
    """The cookies of a browser that has pressed the button and come back from the provider."""
    hosted.provider.user = user
    with Visitor(hosted.url) as visitor:
        button = next(one for one in visitor.run("about").widgets if one.key == "log_in")
        there = visitor.run("about", "", pressed(button)).redirect
    assert there, "the button leads to the login"
    jar = CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    with browser.open(hosted.url + there if there.startswith("/") else there, timeout=60) as answer:
        assert answer.url.startswith(hosted.url), "back on the app's own page"
    return {cookie.name: cookie.value or "" for cookie in jar}


@pytest.mark.parametrize(
    ("user", "may"),
    [
        ({"email": EDITOR, "email_verified": True}, True),
        ({"email": "Mara@Desk.Example", "email_verified": True}, True),
        ({"email": "ivo@desk.example", "email_verified": True}, False),
        ({"email": EDITOR, "email_verified": False}, False),
        ({"email": EDITOR}, False),
        ({"name": EDITOR}, False),
    ],
)
def test_who_is_listed_may_change_what_is_kept(hosted: Hosted, user: dict[str, Any], may: bool) -> None:
    documents = [stored(one) for one in load_samples()[0].documents]
    identity = hosted.store.create_case("Ferries", documents=documents)
    hosted.store.show_case(identity, Visibility.PUBLIC)
    cookies = logged_in(hosted, user)
    with Visitor(hosted.url, cookies) as visitor:
        keys = {one.key for one in visitor.run("about").widgets}
        assert "log_out" in keys, "logged in, whatever that is worth"
        page = visitor.run("review", f"case={identity}")
        tables = [one for one in page.widgets if one.key.startswith("review_table")]
        for table in tables:
            visitor.run("review", f"case={identity}", edited(table, note="By hand."))
    case = hosted.store.load_case(identity)
    assert [one.by for one in case.corrections] == ([EDITOR] if may else [])


def test_a_cookie_made_by_hand_is_nobody_s(hosted: Hosted) -> None:
    user = json.dumps({"origin": hosted.url, "is_logged_in": True, "email": EDITOR, "email_verified": True})
    forged = base64.b64encode(user.encode()).decode()
    with Visitor(hosted.url, {"_streamlit_user": forged}) as visitor:
        assert "log_in" in {one.key for one in visitor.run("about").widgets}
