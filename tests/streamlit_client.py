"""A visitor without a browser: Streamlit's own messages over its websocket, made by hand."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import connect

WAIT_S = 60.0


@dataclass
class Widget:
    """An element of a page that can be changed, with its message."""

    kind: str
    id: str
    message: Any

    @property
    def key(self) -> str:
        """As the script calls it."""
        return self.id.split("-", 2)[-1] if self.id.startswith("$$ID") else ""


@dataclass
class Run:
    """What one run of the script sent."""

    widgets: list[Widget] = field(default_factory=list)
    content: bytes = b""
    session: str = ""
    redirect: str = ""
    """Where the browser is sent to log in."""
    is_whole: bool = False


class Visitor:
    """One session, of a browser with these cookies; close it, or use it in a with."""

    def __init__(self, url: str, cookies: Mapping[str, str] | None = None, **headers: str) -> None:
        self.url = url
        cookies = token_of(url) | dict(cookies or {})
        headers |= {"Origin": url, "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
        address = url.replace("http", "ws", 1) + "/_stcore/stream"
        self._socket = connect(
            address,
            subprotocols=["streamlit", cookies[_TOKEN]],  # type: ignore[list-item]
            max_size=None,
            additional_headers=headers,
        )
        self._states: dict[str, WidgetState] = {}
        self.session = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._socket.close()

    def run(self, page: str = "", query: str = "", *touched: WidgetState) -> Run:
        """One rerun with these widgets touched; values stay as in a browser, presses do not."""
        message = BackMsg()
        message.rerun_script.page_name, message.rerun_script.query_string = page, query
        values = [one for one in touched if one.WhichOneof("value") not in _PRESSES]
        self._states |= {one.id: one for one in values}
        pressed = [one for one in touched if one not in values]
        message.rerun_script.widget_states.widgets.extend([*self._states.values(), *pressed])
        self._socket.send(message.SerializeToString())
        return self._answer()

    def _answer(self) -> Run:
        run = Run()
        while True:
            content = self._socket.recv(timeout=WAIT_S)
            assert isinstance(content, bytes)
            run.content += content
            answer = ForwardMsg.FromString(content)
            kind = answer.WhichOneof("type")
            if kind == "new_session":
                run.session = self.session = answer.new_session.initialize.session_id or self.session
            if kind == "auth_redirect":
                run.redirect = answer.auth_redirect.url
            if kind == "script_finished" and answer.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                run.is_whole = answer.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
                return run
            element = answer.delta.new_element
            name = element.WhichOneof("type") or answer.delta.add_block.WhichOneof("type")
            made = getattr(element, name or "", None) or getattr(answer.delta.add_block, name or "", None)
            if name and getattr(made, "id", ""):
                run.widgets.append(Widget(name, made.id, made))


_TOKEN = "_streamlit_xsrf"
_PRESSES = ("trigger_value", "string_trigger_value", "json_trigger_value", "chat_input_value")


def token_of(url: str) -> dict[str, str]:
    """The cookie that the server wants to see again beside whatever is sent to it."""
    with urllib.request.urlopen(f"{url}/_stcore/health", timeout=WAIT_S) as answer:
        name, _, value = answer.headers["Set-Cookie"].split(";")[0].partition("=")
    assert name == _TOKEN
    return {name: value}


def uploaded(url: str, session: str, name: str, content: bytes) -> int:
    """The status of the answer to an upload under an id of one's own choice; the session may be anyone's."""
    edge = "a-made-up-edge"
    head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    token = token_of(url)[_TOKEN]
    request = urllib.request.Request(
        f"{url}/_stcore/upload_file/{session}/{name}",
        data=head.encode() + content + f"\r\n--{edge}--\r\n".encode(),
        method="PUT",
        headers={
            "Content-Type": f"multipart/form-data; boundary={edge}",
            "Cookie": f"{_TOKEN}={token}",
            "X-Xsrftoken": token,
        },
    )
    try:
        with urllib.request.urlopen(request, timeout=WAIT_S) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def pressed(widget: Widget) -> WidgetState:
    return WidgetState(id=widget.id, trigger_value=True)


def opened(widget: Widget) -> WidgetState:
    """A checkbox ticked, an expander opened."""
    return WidgetState(id=widget.id, bool_value=True)


def chosen(widget: Widget, option: str) -> WidgetState:
    """One of several: of a select box, or of a row of buttons."""
    if widget.kind == "selectbox":
        return WidgetState(id=widget.id, string_value=option)
    state = WidgetState(id=widget.id)
    state.string_array_value.data.append(option)
    return state


def written(widget: Widget, text: str) -> WidgetState:
    return WidgetState(id=widget.id, string_value=text)


def handed_in(widget: Widget, name: str, size: int) -> WidgetState:
    """A file that was uploaded under its name."""
    state = WidgetState(id=widget.id)
    entry = state.file_uploader_state_value.uploaded_file_info.add()
    entry.file_id, entry.name, entry.size = name, name, size
    entry.file_urls.file_id = name
    return state


def edited(widget: Widget, **cells: object) -> WidgetState:
    """A table with these cells of its first row written over."""
    edits = {"edited_rows": {"0": cells}, "added_rows": [], "deleted_rows": []}
    return WidgetState(id=widget.id, string_value=json.dumps(edits))
