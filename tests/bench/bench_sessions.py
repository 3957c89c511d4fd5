"""Many visitors at once: how long a filter takes beside others', and what each of them costs in memory.

Speaks Streamlit's own messages over its websocket, without a browser: what is measured is the server.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from pathlib import Path
from statistics import median

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

from geo.ui import words
from tests.browser.conftest import ROOT, start_streamlit

Row = tuple[str, float, str, str]

SESSIONS = 50
RERUNS = 150
PER_SECOND = 5.0
FLOOR_RERUNS = 15
SIDES = (["right"], ["left"], [])


class Visitor:
    """One session: a socket, and the side filter as its page drew it."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.side = ""
        self.turn = 0
        self.received = 0
        self.known: set[str] = set()

    async def run(self, *states: WidgetState) -> float:
        """Seconds from asking for a run to its end."""
        message = BackMsg()
        message.rerun_script.widget_states.widgets.extend(states)
        message.rerun_script.cached_message_hashes.extend(self.known)
        begin = time.monotonic()
        await self.socket.send(message.SerializeToString())
        while True:
            answer = ForwardMsg()
            content = await self.socket.recv()
            assert isinstance(content, bytes)
            self.received += len(content)
            answer.ParseFromString(content)
            self._note(answer)
            if answer.WhichOneof("type") == "script_finished":
                assert answer.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
                return time.monotonic() - begin

    async def filter(self) -> float:
        """The same for a change of the side filter."""
        self.turn += 1
        state = WidgetState(id=self.side)
        state.string_array_value.data.extend(SIDES[self.turn % len(SIDES)])
        return await self.run(state)

    def _note(self, answer: ForwardMsg) -> None:
        """As a browser does: what may be kept is kept, and is not sent again."""
        if answer.metadata.cacheable and answer.hash:
            self.known.add(answer.hash)
        element = answer.delta.new_element
        if element.WhichOneof("type") == "button_group" and element.button_group.label == words.SIDE:
            self.side = element.button_group.id


def run() -> list[Row]:
    """Seconds and megabytes; `make bench` prints the rows."""
    with tempfile.TemporaryDirectory() as folder:
        process, url = start_streamlit(ROOT / "app.py", Path(folder))
        try:
            return asyncio.run(_measure(url, process.pid))
        finally:
            process.terminate()
            process.wait(timeout=20)


async def _measure(url: str, pid: int) -> list[Row]:
    first = await _enter(url)
    floor = [await first.filter() for _ in range(FLOOR_RERUNS)]
    await asyncio.sleep(1)
    before = _resident_mb(pid)
    visitors = [first, *[await _enter(url) for _ in range(SESSIONS - 1)]]
    await asyncio.sleep(1)
    entered = _resident_mb(pid)
    cpu = _cpu_s(pid)
    received = sum(visitor.received for visitor in visitors)
    times = sorted(await _paced(visitors))
    cpu = _cpu_s(pid) - cpu
    received = sum(visitor.received for visitor in visitors) - received
    after = _resident_mb(pid)
    for visitor in visitors:
        await visitor.socket.close()
    told = f"{SESSIONS} sessions, {PER_SECOND:.0f} reruns a second in all"
    return [
        ("a filter's rerun with nobody else", median(floor[3:]), "s", "the floor"),
        (f"p95 of {told}", times[int(len(times) * 0.95)], "s", "target ≤ 1 s"),
        (f"median of {told}", median(times), "s", ""),
        ("the server's CPU time a rerun", cpu / len(times) * 1000, "ms", ""),
        ("sent a rerun", received / len(times) / 1000, "kB", "the whole page's messages"),
        ("memory a session, page opened", (entered - before) / (SESSIONS - 1), "MB", "target ≤ 0.5 MB"),
        ("memory a session, after the reruns", (after - before) / (SESSIONS - 1), "MB", "target ≤ 0.5 MB"),
    ]


async def _enter(url: str) -> Visitor:
    address = url.replace("http", "ws", 1) + "/_stcore/stream"
    socket = await connect(address, subprotocols=["streamlit"], max_size=None)  # type: ignore[list-item]
    visitor = Visitor(socket)
    await visitor.run()
    assert visitor.side, "the page drew no filter of the side"
    return visitor


async def _paced(visitors: list[Visitor]) -> list[float]:
    """Each visitor in turn, at an even pace, whether or not the one before has been answered."""
    running = []
    begin = time.monotonic()
    for number in range(RERUNS):
        await asyncio.sleep(max(0.0, begin + number / PER_SECOND - time.monotonic()))
        running.append(asyncio.create_task(visitors[number % len(visitors)].filter()))
    return list(await asyncio.gather(*running))


def _resident_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
    return int(kilobytes) / 1024


def _cpu_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


if __name__ == "__main__":
    from tests.bench.__main__ import show

    show("sessions", run())
