"""The command line: `python -m geo COMMAND`.

Results go to stdout, progress and notices to stderr. Exit code 0: all read; 1: some refused (each is
named with its line or row); 2: the call can't be used.
"""

from __future__ import annotations

import argparse
import csv
import gc
import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, TextIO

from geo.errors import DataError, InputError, ThalwegError
from geo.escape import for_log
from geo.model import Claim, Document, Filter, PlacedClaim, Resolution, River, Scene, Span

if TYPE_CHECKING:
    from geo.gazetteer import OwnPlace
    from geo.pipeline import Inputs

Record = dict[str, Any]
_GARBAGE = 50_000
"""New objects between two looks for garbage: a long stream of short texts makes no cycles to speak of."""
_HEALTH_S = 5.0


def main(argv: list[str] | None = None) -> int:
    """Run one command; the process's exit code."""
    _speak_utf8()
    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except ThalwegError as error:
        _notice(str(error))
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 1


def _speak_utf8() -> None:
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="surrogatepass" if stream is sys.stdin else "replace")


class _LateParser(argparse.ArgumentParser):
    """A command whose arguments its room adds once it is called: the others start without that room."""

    room: Callable[[], ModuleType] | None = None

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:  # noqa: ANN401 argparse's own
        """As argparse does it, with the room's arguments."""
        if self.room:
            commands, self.room = self.room(), None
            commands.add_arguments(self)
            self.set_defaults(run=commands.run)
        return super().parse_known_args(args, namespace)


def _case_commands() -> ModuleType:
    from geo.cases import commands

    return commands


def _ingest_commands() -> ModuleType:
    from geo.ingest import commands

    return commands


def _parser() -> argparse.ArgumentParser:
    parser = _LateParser(prog="python -m geo", description="From news text to a map of claims.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, run: Callable[[argparse.Namespace], int] | None, text: str) -> _LateParser:
        command = commands.add_parser(name, help=text, description=text)
        command.set_defaults(run=run)
        return command

    toponyms = add("toponyms", _toponyms, "JSON lines {id, text} in; the places of each text out")
    toponyms.add_argument("--gold-spans", action="store_true", help='resolve the given "spans" only')
    _add_places_argument(toponyms)
    add("attributions", _attributions, "JSON lines {id, text} in; who says what out")
    claims = add("claims", _claims, "JSON lines {id, text, published, river} in; claims out")
    claims.add_argument("--explain", metavar="TEXTFILE", help="print for one text which rule made what")
    claims.add_argument("--published", type=_date, help="day of publication, YYYY-MM-DD (with --explain)")
    _add_places_argument(claims)
    banks = add("banks", _banks, "CSV with lat, lon in; the same rows with their bank out")
    _add_boundary(banks)
    export = add("export", _export, "read one text; write its claims to a file")
    _add_text_arguments(export)
    export.add_argument("--all", action="store_true", help="every claim, whatever --filter keeps")
    brief = add("brief", _brief, "read one text; draw its claims as a briefing picture")
    _add_text_arguments(brief)
    _add_brief_arguments(brief)
    add("cases", None, "list, save, load, back up or delete cases").room = _case_commands
    ready = add("ready", _ready, "whether this installation can serve; exit code 0 if so")
    ready.add_argument("--url", default="", help="a running server to ask as well: http://127.0.0.1:8501")
    add("settings", _settings, "every setting: its value, where that is from, what it does")
    add("ingest", None, "bring files into a case").room = _ingest_commands
    return parser


def _add_brief_arguments(brief: argparse.ArgumentParser) -> None:
    brief.add_argument("--layout", default="16:9", help="16:9, 4:3, square, a4-landscape, letter-portrait, …")
    brief.add_argument("--theme", default="light", help="light, dark or print (greys alone)")
    brief.add_argument("--frame", default="case", help="what the map shows: the case, or the claims kept")
    brief.add_argument("--heading", default="", help="title of the picture; by default the text's")
    brief.add_argument("--subtitle", default="", help="by default the filter in words")
    brief.add_argument(
        "--as-of", default="", metavar="DAY", help="YYYY-MM-DD or none; by default --published"
    )
    brief.add_argument("--marking", default="", help="a line across top and bottom; none by default")
    brief.add_argument("--page", type=int, default=1, help="page of a long list (png and svg)")
    brief.add_argument("--scale", type=float, default=1.0, help="2 makes a 4K picture")
    brief.add_argument("--series", default="", metavar="BY", help="side, actor or week: a zip of pictures")
    brief.add_argument("--kind", default="png", help="kind of the files in a series")


def _add_boundary(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--river",
        help='the boundary: "Euphrates", or a stretch in km from its upper end, "Euphrates:500-900"',
    )
    command.add_argument(
        "--line", type=Path, metavar="FILE", help="a GeoJSON line of your own as the boundary"
    )
    command.add_argument("--left", default="", help="name of the line's left side, facing its direction")
    command.add_argument("--right", default="", help="name of its right side")


def _add_text_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("textfile", type=Path, metavar="TEXTFILE", help="a text, or the id of a kept case")
    command.add_argument(
        "-o", "--output", type=Path, required=True, metavar="OUT", help="its ending is the kind"
    )
    _add_boundary(command)
    _add_places_argument(command)
    command.add_argument("--published", type=_date, help="day of publication, YYYY-MM-DD")
    command.add_argument("--title", default="", help="title of the text")
    command.add_argument("--publisher", default="", help="who published it")
    command.add_argument("--url", default="", help="where it was published")
    command.add_argument("--filter", default="", metavar="QUERY", help="as in a link: side=left&actor=sdf")


def _add_places_argument(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--places", type=Path, metavar="CSV", help="own places (name, lat, lon, aliases, kind, bank): first"
    )
    command.add_argument(
        "--home",
        default="",
        metavar="AREA",
        help="the area the texts are written for, a country or province: Syria, SY, US.PA",
    )


def _date(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{value!r} is no day; write it as 2018-01-15") from None


# ---------------------------------------------------------------- JSON lines


@dataclass
class _Tally:
    refused: int = 0

    @property
    def code(self) -> int:
        return 1 if self.refused else 0


def _answer_lines(answer: Callable[[Record], Record], tally: _Tally | None = None) -> int:
    """One answer a line; a line that can't be read is named on stderr, the others go on."""
    tally = tally or _Tally()
    for record in _records(sys.stdin, tally):
        number = record.pop("#")
        try:
            result = answer(record)
        except InputError as error:
            _refuse(tally, number, str(error))
            continue
        print(json.dumps({"id": record["id"], **result}, ensure_ascii=False))
    return tally.code


def _records(stream: TextIO, tally: _Tally) -> Iterator[Record]:
    for number, line in enumerate(_progress(stream), 1):
        if not line.strip():
            continue
        try:
            yield _record(line) | {"#": number}
        except InputError as error:
            _refuse(tally, number, str(error))


def _record(line: str) -> Record:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        raise InputError(f"{for_log(line.strip(), 60)!r} is no JSON") from None
    if not isinstance(record, dict) or not isinstance(record.get("text"), str) or "id" not in record:
        raise InputError('a line is an object with "id" and "text"')
    return record


def _refuse(tally: _Tally, number: int, sentence: str) -> None:
    tally.refused += 1
    _notice(f"line {number}: {sentence}")


def _notice(sentence: str) -> None:
    print(for_log(sentence, 500), file=sys.stderr)


def _progress(lines: Iterable[str]) -> Iterable[str]:
    """A bar where somebody watches; nothing in a pipe or a log."""
    if not sys.stderr.isatty():
        return lines
    from tqdm import tqdm

    bar: Iterable[str] = tqdm(lines, unit=" texts", delay=1)
    return bar


# ---------------------------------------------------------------- commands


def _toponyms(arguments: argparse.Namespace) -> int:
    from geo.gazetteer import OwnGazetteer, read_home
    from geo.resolve import read_toponyms

    tally = _Tally()
    gc.set_threshold(_GARBAGE)
    home = read_home(arguments.home)
    places = _own_places(arguments, tally)
    gazetteer = OwnGazetteer(places) if places else None

    def answer(record: Record) -> Record:
        spans = _spans(record) if arguments.gold_spans else None
        found = read_toponyms(record["text"], home=home, spans=spans, gazetteer=gazetteer, explain=False)
        return {"toponyms": [_toponym(r) for r in found]}

    return _answer_lines(answer, tally)


def _inputs(arguments: argparse.Namespace, tally: _Tally) -> Inputs:
    """What the call adds to the reading: own places and the home area."""
    from geo.gazetteer import read_home
    from geo.pipeline import Inputs

    return Inputs(_own_places(arguments, tally), home=read_home(arguments.home))


def _own_places(arguments: argparse.Namespace, tally: _Tally) -> tuple[OwnPlace, ...]:
    """The places of --places; a row that can't be used is named on stderr and counted."""
    from geo.gazetteer import read_own_places

    if arguments.places is None:
        return ()
    try:
        places, refused = read_own_places(_read_text(arguments.places))
    except InputError as error:
        raise InputError(f"{str(arguments.places)!r}: {error}") from None
    for sentence in refused:
        _notice(f"{arguments.places}, {sentence}")
    tally.refused += len(refused)
    return places


def _spans(record: Record) -> tuple[Span, ...]:
    length = len(record["text"])
    try:
        spans = tuple(Span(int(start), int(end)) for start, end in record["spans"])
    except (KeyError, TypeError, ValueError):
        raise InputError('--gold-spans wants "spans": [[start, end], …] on each line') from None
    for span in spans:
        if not 0 <= span.start < span.end <= length:
            raise InputError(f"span {span.start}-{span.end} is not inside a text of {length} characters")
    return spans


def _toponym(resolution: Resolution) -> Record:
    mention, place = resolution.mention, resolution.place
    kind = mention.kind.value if mention.kind.value == "demonym" or place is None else place.kind.value
    return {
        "start": mention.span.start,
        "end": mention.span.end,
        "name": place.name if place else mention.text,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "geonameid": place.geonames_id if place else None,
        "kind": kind,
    }


def _attributions(_: argparse.Namespace) -> int:
    from geo.text.attribution import attribution_record, find_attributions, is_nested

    def answer(record: Record) -> Record:
        text = record["text"]
        return {"claims": [attribution_record(a, text) for a in find_attributions(text) if not is_nested(a)]}

    return _answer_lines(answer)


def _ready(arguments: argparse.Namespace) -> int:
    from geo.cases.connecting import store_url
    from geo.cases.store import open_store
    from geo.online import fetch
    from geo.pipeline import read_document
    from geo.settings import read_settings

    read_settings()
    if not read_document(Document.of("The ferry at Raqqa was hit, an official said.")):
        raise DataError("a plain sentence gives no claim; the data are damaged; install Thalweg again")
    store = open_store(store_url())
    try:
        kept = store.count_cases()
    finally:
        store.close()
    if arguments.url:
        fetch(f"{arguments.url}/_stcore/health", until=time.monotonic() + _HEALTH_S, headers={})
    print(f"ready: {kept:,} cases are kept")
    return 0


def _settings(_: argparse.Namespace) -> int:
    from geo.settings import list_settings, variable_of

    for one in list_settings():
        print(f"{variable_of(one.name)} = {for_log(one.value, 200)}  ({for_log(one.origin, 200)})")
        print(f"    {one.about}")
    return 0


def _claims(arguments: argparse.Namespace) -> int:
    tally = _Tally()
    inputs = _inputs(arguments, tally)
    if arguments.explain:
        return _explain(Path(arguments.explain), arguments.published, inputs) or tally.code
    from geo.conflicts import find_conflicts
    from geo.pipeline import place_claims, read_document
    from geo.tables import claim_record

    def answer(record: Record) -> Record:
        claims = read_document(Document.of(record["text"], published=_published(record)), inputs)
        try:
            river = _river(record.get("river"), claims, record["text"])
        except InputError as error:
            _notice(f"{for_log(str(record['id']), 60)}: {error}; its claims are given without a boundary")
            river = None
        placed = place_claims(claims, river)
        conflicts = find_conflicts(placed)
        return {"claims": [claim_record(p, conflicts) for p in placed]}

    return _answer_lines(answer, tally)


def _published(record: Record) -> date | None:
    value = record.get("published")
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise InputError(f'"published" is {value!r}; write it as 2018-01-15, or null') from None


def _river(name: object, claims: tuple[Any, ...], *texts: str) -> River | None:
    """The river asked for; an unknown one is refused; without a name the text's own, if it has one."""
    from geo.pipeline import suggest_river
    from geo.river import read_boundary

    chosen = name or suggest_river(claims, texts)
    if chosen is None:
        return None
    try:
        return read_boundary(str(chosen))
    except LookupError as error:
        raise InputError(str(error)) from None


def _boundary(arguments: argparse.Namespace, claims: tuple[Any, ...]) -> River | None:
    """The line of one's own, else the river."""
    if arguments.line is None:
        if arguments.left or arguments.right:
            raise InputError(
                "--left and --right name the sides of a --line; a river's sides have their names"
            )
        return _river(arguments.river, claims)
    if arguments.river:
        raise InputError("give either --river or --line")
    from geo.river import read_own_line

    sides = (arguments.left, arguments.right) if arguments.left or arguments.right else None
    return read_own_line(_read_bytes(arguments.line), sides=sides)


def _explain(path: Path, published: date | None, inputs: Inputs) -> int:
    from geo.pipeline import explain

    for line in explain(Document.of(_read_text(path), published=published), inputs):
        print(line)
    return 0


def _banks(arguments: argparse.Namespace) -> int:
    from geo.river import bank_rows

    river = _boundary(arguments, ())
    if river is None:
        raise InputError('name a boundary: --river "Euphrates" or --line FILE.geojson')
    reader = csv.DictReader(sys.stdin)
    writer: csv.DictWriter[str] | None = None
    tally = _Tally()
    for number, row in enumerate(bank_rows(reader, river), 2):
        if writer is None:
            writer = csv.DictWriter(sys.stdout, list(row), extrasaction="ignore", lineterminator="\n")
            writer.writeheader()
        if not row["bank"] and not row["certainty"]:
            _refuse(tally, number, f"lat {row.get('lat')!r}, lon {row.get('lon')!r} is no point on earth")
        writer.writerow(row)
    return tally.code


def _export(arguments: argparse.Namespace) -> int:
    from geo.conflicts import find_conflicts
    from geo.scene import between_banks
    from geo.tables import Export, export_bytes, kind_of

    kind = kind_of(arguments.output.name)
    if arguments.all:
        arguments.filter = ""
    case = _read_case(arguments)
    made = Export(
        documents=case.documents,
        placed=tuple(between_banks(placed, case.river) for placed in case.shown),
        made=datetime.now(UTC),
        conflicts=find_conflicts(case.placed),
        river=case.river,
        filters=case.caption,
        credits=case.credits,
        total=len(case.placed),
    )
    _write(arguments.output, export_bytes(made, kind))
    _notice(f"{len(case.shown)} of {len(case.placed)} claims written to {arguments.output}")
    return case.code


def _brief(arguments: argparse.Namespace) -> int:
    from geo.brief import Look, brief_bytes, brief_of
    from geo.series import series_zip

    kind = _kind(arguments.output)
    if bool(arguments.series) != (kind == "zip"):
        raise InputError("a series is one zip: give --series side, actor or week together with -o NAME.zip")
    case = _read_case(arguments)
    scene = case.scene
    look = Look(
        layout=arguments.layout,
        theme=arguments.theme,
        frame=arguments.frame,
        title=arguments.heading,
        subtitle=arguments.subtitle,
        as_of=_as_of(arguments.as_of, case.document.published),
        marking=arguments.marking,
    )
    if arguments.series:
        content = series_zip(
            scene,
            case.wanted,
            look,
            by=arguments.series,
            kind=arguments.kind,
            scale=arguments.scale,
            documents=case.documents,
            progress=_notice_part,
        )
    else:
        brief = brief_of(scene, case.wanted, look, documents=case.documents)
        content = brief_bytes(brief, kind, page=arguments.page, scale=arguments.scale)
    _write(arguments.output, content)
    _notice(f"{len(case.shown)} of {len(case.placed)} claims drawn in {arguments.output}")
    return case.code


def _whole_scene(document: Document, placed: tuple[PlacedClaim, ...], river: River | None) -> Scene:
    from geo.conflicts import find_conflicts
    from geo.scene import compose_scene

    return compose_scene(
        placed,
        title=document.title,
        river=river,
        conflicts=find_conflicts(placed),
        sources=tuple(filter(None, (document.publisher,))),
    )


def _notice_part(done: int, of: int, label: str) -> None:
    if done < of:
        _notice(f"{done + 1} of {of}: {label}")


def _as_of(wanted: str, published: date | None) -> date | None:
    """The day asked for, else the text's; never the day on which the picture is made."""
    if not wanted:
        return published
    if wanted == "none":
        return None
    try:
        return date.fromisoformat(wanted)
    except ValueError:
        raise InputError(f"--as-of is {wanted!r}; write it as 2018-01-15, or none") from None


def _kind(path: Path) -> str:
    return path.suffix.lower().lstrip(".")


@dataclass(frozen=True, slots=True)
class _Case:
    """One text or kept case read for a file: all its claims, and those that the filter keeps."""

    documents: tuple[Document, ...]
    placed: tuple[PlacedClaim, ...]
    shown: tuple[PlacedClaim, ...]
    river: River | None
    wanted: Filter
    caption: str
    credits: tuple[str, ...]
    code: int
    """Exit code: 1 where rows of the own places were refused."""
    scene: Scene
    """Of all its claims, as the page shows it."""

    @property
    def document(self) -> Document:
        """The first: of a case of several reports, the one it began with."""
        return self.documents[0]


def _read_case(arguments: argparse.Namespace) -> _Case:
    from geo.filters import apply, describe, from_query
    from geo.pipeline import place_claims
    from geo.scene import map_credits, side_words

    tally = _Tally()
    reports = _read_reports(arguments, tally)
    river = _boundary(arguments, tuple(claim for _, claims in reports for claim in claims))
    placed = tuple(one for _, claims in reports for one in place_claims(claims, river))
    _warn_if_far(river, placed)
    wanted, notes = from_query(arguments.filter)
    for note in notes:
        _notice(note)
    kept = tuple(apply(wanted, placed))
    documents = tuple(document for document, _ in reports)
    scene = _whole_scene(documents[0], placed, river)
    caption = describe(wanted, placed, sides=side_words(scene))
    return _Case(documents, placed, kept, river, wanted, caption, map_credits(kept, river), tally.code, scene)


def _read_reports(arguments: argparse.Namespace, tally: _Tally) -> list[tuple[Document, tuple[Claim, ...]]]:
    """A text file, or the documents of a kept case, each with its claims."""
    from geo.cases.values import is_id
    from geo.pipeline import check_text, read_document

    if is_id(str(arguments.textfile)):
        return _read_kept(str(arguments.textfile))
    document = Document.of(
        check_text(_read_text(arguments.textfile)),
        title=arguments.title or arguments.textfile.stem,
        url=arguments.url,
        publisher=arguments.publisher,
        published=arguments.published,
    )
    return [(document, read_document(document, _inputs(arguments, tally)))]


def _read_kept(identity: str) -> list[tuple[Document, tuple[Claim, ...]]]:
    from geo.cases.connecting import store_url
    from geo.cases.readings import correct_case, read_case
    from geo.cases.store import open_store

    store = open_store(store_url())
    case = store.load_case(identity)
    if not case.documents:
        raise InputError(f"the case {identity} has no documents yet")
    said = correct_case(case, read_case(store, case))
    store.close()
    for lost in (entry for applied in said.values() for entry in applied.unmatched):
        _notice(f"the correction of {lost.kind} {for_log(lost.subject, 60)!r} no longer finds its claim")
    return [(one.document, said[one.document.id].claims) for one in case.documents]


def _warn_if_far(river: River | None, placed: tuple[PlacedClaim, ...]) -> None:
    from geo.banks import FAR_KM, far_km

    away = far_km(river, placed) if river is not None else None
    if river is not None and away is not None and away > FAR_KM:
        _notice(
            f"{river.name} is {away:,.0f} km from the nearest place of this text: no claim has a side of it"
        )


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"can't read {str(path)!r}: {error.strerror}") from None


def _read_text(path: Path) -> str:
    try:
        return _read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"{str(path)!r} is not UTF-8 text; save it as UTF-8") from None


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise InputError(f"can't write {str(path)!r}: {error.strerror}") from None


if __name__ == "__main__":
    sys.exit(main())
