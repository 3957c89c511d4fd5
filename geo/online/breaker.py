"""A circuit breaker: after some faults in a row a server is left alone for a while, then longer."""

from __future__ import annotations

from dataclasses import dataclass

FAULTS = 3
FIRST_PAUSE_S, LONGEST_PAUSE_S = 60.0, 3600.0


@dataclass(slots=True)
class Breaker:
    """Times are seconds of one clock, given by the caller."""

    faults: int = 0
    closed_until: float = 0.0

    def left(self, now: float) -> float:
        """Seconds for which the server is still left alone; 0 where it may be asked."""
        return max(0.0, self.closed_until - now)

    def note_answer(self) -> None:
        self.faults = 0
        self.closed_until = 0.0

    def note_fault(self, now: float, *, pause_s: float = 0.0) -> None:
        """One more fault in a row; `pause_s` is how long the server itself wants to be left alone."""
        self.faults += 1
        own = min(FIRST_PAUSE_S * 2.0 ** (self.faults - FAULTS), LONGEST_PAUSE_S)
        wait = max(pause_s, own if self.faults >= FAULTS else 0.0)
        self.closed_until = max(self.closed_until, now + wait)
