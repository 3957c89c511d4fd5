"""The strip of time under the map: events by day, week or month; a stretch chosen is the filter's dates.

In: a case and a filter. The drawing is timeline.js; nothing of a document's text goes there.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from importlib.resources import files

import streamlit as st

from geo import filters
from geo.filters import Bin, Step, Timeline
from geo.model import Filter
from geo.ui import words
from geo.ui.readings import Case
from geo.ui.view import change_view, current_view

_KEY, _STEP = "timeline", "timeline_step"
_FOLDER = files("geo.ui")
_draw = st.components.v2.component(
    "thalweg_timeline",
    html='<div class="timeline">\n</div>',
    css=(_FOLDER / "timeline.css").read_text(encoding="utf-8"),
    js=(_FOLDER / "timeline.js").read_text(encoding="utf-8"),
)


def draw_timeline(case: Case, wanted: Filter) -> None:
    """The strip; where no claim has a date, a sentence with their number."""
    published = [document.published for document in case.documents if document.published]
    step = st.session_state.get(_STEP)
    strip = filters.make_timeline(wanted, case.placed, published=published, step=step, columns=case.columns)
    if not strip.bins:
        if strip.undated:
            st.caption(words.no_dates(strip.undated))
        return
    _draw(
        key=_KEY,
        data=timeline_data(strip, wanted),
        on_range_change=_take_range,
        on_step_change=_take_step,
    )


def timeline_data(strip: Timeline, wanted: Filter) -> dict[str, object]:
    """What the script draws: a bar for each bin, which of them the filter's dates choose, labels."""
    labels = [bin_label(one, strip.step) for one in strip.bins]
    return {
        "bins": [
            {"start": one.start.isoformat(), "end": one.end.isoformat(), "label": label, "tick": tick,
             "within": one.within, "across": one.across, "chosen": _is_chosen(one, wanted),
             "said": any(one.start <= day <= one.end for day in strip.published),
             "title": words.bin_title(label, one.within, one.across)}
            for one, label, tick in zip(strip.bins, labels, _ticks(strip), strict=True)
        ],
        "step": strip.step.value,
        "steps": [[step.value, words.STEPS[step.value]] for step in Step],
        "dated": bool(wanted.since or wanted.until),
        "undated": words.timeline_undated(strip.undated) if strip.undated else "",
        "words": words.TIMELINE,
    }  # fmt: skip


def bin_label(one: Bin, step: Step) -> str:
    """A bin as people write it: "5 Nov 2017", "Nov 2017", "2017"."""
    if step is Step.YEAR:
        return f"{one.start:%Y}"
    return filters.date_words(one.start, one.end)


def _ticks(strip: Timeline) -> list[str]:
    """Labels under some of the bars: the first of a month, or of a year where the steps are months."""
    ticks, before = [], ""
    every = max(1, len(strip.bins) // 12)
    for number, one in enumerate(strip.bins):
        label = f"{one.start:%Y}" if strip.step is Step.YEAR else f"{one.start:%b %Y}"
        is_new = label != before and (number % every == 0 or strip.step is Step.DAY)
        ticks.append(label if is_new else "")
        before = label if is_new else before
    return ticks


def _is_chosen(one: Bin, wanted: Filter) -> bool:
    late_enough = wanted.since is None or one.end >= wanted.since
    return late_enough and (wanted.until is None or one.start <= wanted.until)


def _take_range() -> None:
    """The days chosen on the strip; empty for all of time. What is no pair of days changes nothing."""
    sent = getattr(st.session_state.get(_KEY), "range", None)
    if not isinstance(sent, str):
        return
    try:
        since, until = (date.fromisoformat(day) for day in sent.split("/")) if sent != "all" else (None, None)
    except ValueError:
        return
    view = current_view()
    if since is None or until is None or since <= until:
        change_view(replace(view, wanted=replace(view.wanted, since=since, until=until)))


def _take_step() -> None:
    sent = getattr(st.session_state.get(_KEY), "step", None)
    if sent in {step.value for step in Step}:
        st.session_state[_STEP] = Step(sent)
