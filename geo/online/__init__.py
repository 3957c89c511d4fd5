"""The one door to the network: questions to other servers, asked on request only and off by default.

In: a Question. Out: a Ticket that says how it stands; nobody waits for it. One worker and one limiter for the
installation, a deadline by the clock on the wall, a circuit breaker, and answers kept on disk with their date
and licence. No other room but this one imports what can open a socket.
"""

from geo.online.answers import Answer, Answers
from geo.online.breaker import Breaker
from geo.online.desk import Desk, Question, Ticket, open_desk
from geo.online.guarded import Page, fetch_page
from geo.online.request import Reply, fetch, read_json
from geo.online.turnstile import Turnstile

__all__ = [
    "Answer",
    "Answers",
    "Breaker",
    "Desk",
    "Page",
    "Question",
    "Reply",
    "Ticket",
    "Turnstile",
    "fetch",
    "fetch_page",
    "open_desk",
    "read_json",
]
