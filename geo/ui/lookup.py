"""Asking another service what a name on the card means: on request only, and never more than a suggestion.

Nothing of this is seen where the host has switched no service on. The page does not wait: a question is
handed to the desk, a small part of the page looks whether it is answered, and the rest goes on.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from geo.errors import InputError
from geo.escape import for_markdown
from geo.geocoder import Service, Suggestion, ask_service, km_apart, look_up, service_of, suggestions_of
from geo.model import Place, PlacedClaim, Resolution
from geo.online import Desk, Ticket, open_desk
from geo.settings import Settings
from geo.ui import words
from geo.ui.candidates import named_places
from geo.ui.inputs import correct_place
from geo.ui.leaf import Node, data_text, draw_leaf, node, sent
from geo.ui.online import LOOK_S

_KEY, _SENT = "lookup", "place"
_ASKED = "lookup_asked"
_MOST_NAMES = 3


def draw_lookup(settings: Settings, placed: PlacedClaim, document_id: str) -> None:
    """For the names of a claim: a button that asks, then what came of it. Nothing where none is on."""
    try:
        service = service_of(settings)
    except InputError as error:
        st.warning(for_markdown(f"{error}."))
        return
    if service is None:
        return
    desk = open_desk(settings.online_folder, settings.online_keep_days)
    names = named_places(placed)[:_MOST_NAMES]
    tickets = [_look(desk, service, resolution.mention.text) for resolution in names]
    _draw_buttons(desk, service, names, tickets)
    _draw_waiting(desk, service, names, tickets)
    found = _answered(names, tickets)
    if found:
        take = partial(_take, found, document_id)
        draw_leaf(lookup_nodes(found, service), key=_KEY, on_place=take)


Found = tuple[Resolution, Ticket]


def lookup_nodes(found: Sequence[Found], service: Service) -> list[Node]:
    """What the service said of each name, beside the gazetteer's own answer."""
    return [
        node(
            "article",
            "card lookup",
            node("h3", "", words.suggested_by(service.short_label)),
            *(part for number, (r, ticket) in enumerate(found) for part in _answer(number, r, ticket)),
            node("footer", "", words.ONLY_SUGGESTED),
        )
    ]


def read_take(value: str, found: Sequence[Found]) -> tuple[str, Place] | None:
    """Spelling and place that a click takes over; None for what was not on offer."""
    parts = value.split(" ")
    if len(parts) != 2 or not all(part.isascii() and part.isdigit() and len(part) < 3 for part in parts):
        return None
    name, number = int(parts[0]), int(parts[1])
    if name >= len(found):
        return None
    resolution, ticket = found[name]
    suggestions = suggestions_of(ticket)
    return (resolution.mention.text, suggestions[number].place) if number < len(suggestions) else None


def _draw_buttons(
    desk: Desk, service: Service, names: Sequence[Resolution], tickets: Sequence[Ticket | None]
) -> None:
    for number, (resolution, ticket) in enumerate(zip(names, tickets, strict=True)):
        name = resolution.mention.text
        if ticket is None or ticket.sentence:
            st.button(
                for_markdown(words.ask_about(service.short_label, name)),
                key=f"lookup_ask_{number}",
                on_click=_ask,
                args=(desk, service, name),
                help=words.ASK_HELP,
            )
        if ticket is not None and ticket.sentence:
            st.caption(for_markdown(ticket.sentence))


def _ask(desk: Desk, service: Service, name: str) -> None:
    st.session_state[_ASKED] = frozenset((*st.session_state.get(_ASKED, ()), name))
    ask_service(desk, service, name)


def _look(desk: Desk, service: Service, name: str) -> Ticket | None:
    """How this visitor's question stands; what others have asked is not shown to them."""
    return look_up(desk, service, name) if name in st.session_state.get(_ASKED, ()) else None


def _draw_waiting(
    desk: Desk, service: Service, names: Sequence[Resolution], tickets: Sequence[Ticket | None]
) -> None:
    """While a question waits, look again now and then; once it is answered, draw the page anew."""
    waiting = [
        r.mention.text for r, ticket in zip(names, tickets, strict=True) if ticket and ticket.is_waiting
    ]
    if not waiting:
        return

    @st.fragment(run_every=LOOK_S)
    def look() -> None:
        st.caption(for_markdown(words.asking(service.short_label, waiting)))
        now = [look_up(desk, service, name) for name in waiting]
        if not all(ticket and ticket.is_waiting for ticket in now):
            st.rerun(scope="app")

    look()


def _answered(names: Sequence[Resolution], tickets: Sequence[Ticket | None]) -> list[Found]:
    return [(r, ticket) for r, ticket in zip(names, tickets, strict=True) if ticket and ticket.answer]


def _answer(number: int, resolution: Resolution, ticket: Ticket) -> list[Node]:
    suggestions = suggestions_of(ticket)
    spelling = resolution.mention.text
    asked = words.asked_on(ticket.answer.licence, ticket.answer.asked) if ticket.answer else ""
    rows = [_suggestion(number, at, one, resolution) for at, one in enumerate(suggestions)]
    nothing = data_text("p", "", words.nothing_suggested(spelling)) if not rows else None
    return [
        data_text("p", "", f"“{spelling}”"),
        *rows,
        *filter(None, [nothing]),
        data_text("small", "", asked),
    ]


def _suggestion(number: int, at: int, suggestion: Suggestion, resolution: Resolution) -> Node:
    place = suggestion.place
    facts = [words.PLACE_KINDS[place.kind], _beside(place, resolution.place)]
    content = [
        data_text("span", "", suggestion.address or place.name),
        data_text("small", "", " · ".join(filter(None, facts))),
    ]
    if resolution.place == place:
        return node("div", "choice chosen", *content, node("small", "", words.CHOSEN_PLACE), current=True)
    return node("button", "choice", *content, label=words.TAKE_PLACE, send=[_SENT, f"{number} {at}"])


def _beside(place: Place, offline: Place | None) -> str:
    if offline is None:
        return ""
    return words.away(km_apart(place, offline), offline.name)


def _take(found: Sequence[Found], document_id: str) -> None:
    taken = read_take(sent(_KEY, _SENT), found)
    if taken is not None:
        correct_place(document_id, *taken)
