"""Every string of the screen, in one place: other languages will come.

Functions fill in names and numbers; what they return still has to be escaped where it is shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from geo.filters import ROLE_WORDS, TYPE_WORDS
from geo.model import (
    Basis,
    Certainty,
    Claim,
    Confidence,
    ConflictKind,
    Link,
    Origin,
    PlaceKind,
    ReviewState,
    Role,
    Stance,
)

APP = "Thalweg"
TAGLINE = "Who says what, about which place, on which bank of the river."
NOTICE = "Claims as reported by named speakers; not verified"

PAGE_MAP, PAGE_TEXT, PAGE_ACTORS, PAGE_DISPUTES = "Map", "Text", "Actors", "Disputes"
PAGE_READ, PAGE_ABOUT = "Read a text", "About"

# ------------------------------------------------------------------ sidebar
FILTERS = "Show claims"
DRAWER = "Menu and filters"
TOOLS = "Your own lines and places"
SIDE = "Side of the boundary"
SIDE_HELP = "The bank a claim speaks of. Left and right are meant facing downstream."
ACTOR, ANY_ACTOR = "Actor", "Any actor"
ROLE = "in the role"
ANY_ROLE = "any"
SPEAKER, ANY_SPEAKER = "Speaker", "Any speaker"
KIND, ANY_KIND = "Kind of claim", "Any kind"
STANCE = "Stance"
STANCE_HELP = (
    "What the speaker does with the statement: says that it is so, denies, doubts, demands or plans it."
)
SINCE, UNTIL = "Event on or after", "Event on or before"
SURE = "Confidence of the reading"
SURE_HELP = "How surely the words were read, not whether they are true. None chosen: all are shown."
REVIEWED = "Review"
REVIEWED_HELP = "What people who looked at a claim's reading think of it."
LINK_CLAIM_GONE = "The claim that this link points to is not in this case as it is read here."
WORDS, WORDS_HINT = "Words", "in the claim, a name or a place"
RESET = "Reset filters"
BOUNDARY = "Boundary"
BOUNDARY_HELP = "The river or line whose two sides are told apart."
NO_BOUNDARY = "No boundary"
STRETCH, STRETCH_FROM, STRETCH_TO = "Only a stretch", "From", "To"
STRETCH_HELP = (
    "Beyond the stretch no side is told. Choose towns, or type a distance in km from the river's upper end."
)
UPPER_END, LOWER_END = "upper end", "lower end"
OWN_LINE = "A line of your own"
OWN_LINE_HELP = (
    "A front line, a ceasefire line: left and right are meant facing from its first point to its last."
)
OWN_LINE_FILE = "GeoJSON file with one line"
OWN_LINE_DRAW = "Draw it on the map"
OWN_LINE_DRAW_HELP = (
    "Each click on the map adds a point to the rows below; delete a row to take a point back."
)
OWN_LINE_POINTS = "or points, one a row"
OWN_LINE_POINTS_HINT = "40.92, 34.45\n40.38, 35.02\n39.01, 35.95"
OWN_LINE_ORDER = {False: "longitude, latitude", True: "latitude, longitude"}
OWN_LINE_NAME, OWN_LINE_LEFT, OWN_LINE_RIGHT = (
    "Name of the line",
    "Name of its left side",
    "Name of its right side",
)
OWN_LINE_USE = "Use this line"
OWN_LINE_EMPTY = "There is no line yet: upload a file, or paste two points or more."
OWN_LINE_GONE = (
    "The boundary of this link is somebody's own line, too long for a link, and is not in this session: "
    "ask for its GeoJSON file and upload it."
)
OWN_LINE_LINKED = "This line is in the link of the page: whoever opens it sees the same sides."
OWN_LINE_UNLINKED = "This line is too long for a link: it stays in this session, and others need the file."
NO_RIVER_NAMED = "This text names no river of the catalogue. Choose a boundary to tell two banks apart."
BASEMAP = "Map background"
BASEMAP_HELP = "Street and satellite pictures come from other servers, which then see your address."
BASEMAPS = {"none": "Plain", "street": "Street", "satellite": "Satellite"}
FIND_PLACE, FIND_PLACE_HINT = "Find a place", "Town or province, then Enter"
CASE = "Report or case"
IN_REPORT, ANY_REPORT, REPORT_SHOWN = "Report", "Any report", "Report shown"
THE_STORE = "the store of kept cases"
OWN_CASE, KEPT_CASE = "Your text", "Kept text"

# ------------------------------------------------------------------ the map page
PICK_TITLE = "Pick a claim"
PICK = "Choose a pin, a marked passage or a row to read a claim as it was written, with its speaker."
READ_OWN = "Read a text of your own"
ON_MAP, OFF_MAP = "On the map", "Not on the map"
OFF_MAP_NOTE = "These name no place that could be drawn. They are claims like the others."
NO_RESULT = "Nothing to show"
OWN_GONE = "This link is to a text that somebody pasted. It was kept in their visit only; here is the sample."
PREVIOUS, NEXT, CLOSE = "Previous claim", "Next claim", "Close"
NEWER, OLDER = "Earlier in the text", "Later in the text"
MAP_COMING = "The map is being drawn …"
MAP_GONE = "The map could not be drawn here. The list holds every claim."
MAP_FAILED = "The map can't be drawn just now. The list, here or in the full view, has every claim."
NO_DATE = "no date of publication: words such as “last week” stay as they are"
ASSUMED = "published"

# ------------------------------------------------------------------ a first visit
HINT = (
    "Every pin is something somebody said, drawn on the side of the river that it speaks of: choose a pin or "
    "a row to read who said it and how it was read, or narrow the view by side and actor."
)
HINT_CLOSE = "Close this hint"

# ------------------------------------------------------------------ the timeline
STEPS = {"day": "by day", "week": "by week", "month": "by month", "year": "by year"}
TIMELINE = {
    "name": "When it is said to have happened",
    "strip": "Claims over time; choose a stretch to show its claims",
    "previous": "Earlier",
    "next": "Later",
    "play": "Play",
    "pause": "Pause",
    "step": "Length of a step",
    "all": "All",
    "all_title": "All of time",
    "key": "Full: within the step. Hatched: somewhere in a longer time. ▾ Report published.",
}

# ------------------------------------------------------------------ download
DOWNLOAD = "Download"
DOWNLOAD_CLAIMS, DOWNLOAD_KIND = "Claims", "Kind of file"
DOWNLOAD_NOTE = (
    "Each claim keeps its speaker, source and stance; those not on the map are in the file too. "
    "The file says what is filtered and whose data it uses."
)
FILE_KINDS = {
    "geojson": "GeoJSON, for maps",
    "csv": "CSV, for spreadsheets and programs",
    "xlsx": "Excel workbook (XLSX)",
    "kml": "KML, for Google Earth",
    "gpkg": "GeoPackage, for QGIS and ArcGIS",
    "parquet": "GeoParquet, for data analysis",
    "timemap.json": "TimeMap (JSON)",
    "acled.csv": "CSV with columns as in ACLED",
    "jsonld": "schema.org Claims (JSON-LD)",
    "json": "JSON, everything that was read",
}


def file_kind(kind: str) -> str:
    return FILE_KINDS[kind]


def download(count: int) -> str:
    return f"Download {claims_count(count)}"


def download_shown(count: int) -> str:
    return f"Those shown ({count:,})"


def download_all(count: int) -> str:
    return f"All of them ({count:,})"


# ------------------------------------------------------------------ sharing
SHARE, SHARE_TITLE = "Share", "Share this view"
SHARE_WAY, AS_LINK, AS_EMBED = "How", "Link", "In an article"
LINK_LABEL = "Link to this view"
LINK_NOTE = (
    "It restores report, boundary, filters, claim and the map as it stands, and says what is left out."
)
COPY, COPIED = "Copy", "Copied"
QR, QR_TOO_LONG = "QR code of the link", "The link is too long for a QR code."
THEME = "Opens in"
THEMES = {"": "the reader's own theme", "light": "light", "dark": "dark"}
SHARE_TILES = "Readers' browsers ask another server for the map background, which then sees their address."
EMBED_PARTS = "Shown beside the map"
PARTS = {"filters": "Filters", "timeline": "Strip of time", "list": "List of claims"}
HEIGHT = "Height"
SNIPPET, PREVIEW = "HTML for the article", "Preview"
EMBED_NOTE = "Credits, the note that claims are not verified, and the way to the full view are always there."
OWN_UNKEPT = (
    "This text is in your visit only. For anybody else the link opens the sample; once you close this page, "
    "for you, too."
)
ADDED_UNKEPT = (
    "What you corrected or brought is in your visit only. For anybody else the link opens the report without "
    "it; once you close this page, for you, too."
)
KEEP, EXPORT_CASE = "Keep it on this server", "Download the case"
EXPORT_PAGE = "Download as one page (HTML)"
KEEP_NOTE = "A kept text can be read by whoever has its link, and by who runs this server."
KEEP_OFF = "This server keeps no texts of visitors."
OPEN_FULL = "Open the full view"

# ------------------------------------------------------------------ the card
THE_REPORT = "The report itself"
STANCE_BADGE = {
    Stance.ASSERTED: "Says it is so",
    Stance.DENIED: "Denies it",
    Stance.DOUBTED: "Doubts it",
    Stance.DEMANDED: "Demands it",
    Stance.PLANNED: "Plans it",
}
NEGATED_BADGE = "Says it is not so"
ROW_SIDE, ROW_PLACE, ROW_WHEN, ROW_WHO, ROW_SURE = "Side", "Place", "When", "Who", "Certainty"
ROLE_LABELS = {**ROLE_WORDS, Role.SPEAKS: "speaks", Role.ACTS: "acts"}
BASIS = {
    Basis.STATED: "stated in the text",
    Basis.LOCATED: "from where the place lies",
    Basis.CURATED: "from a hand-kept table of towns",
    Basis.CORRECTED: "set by hand",
    Basis.NONE: "",
}
CERTAINTY = {
    Certainty.CERTAIN: "certain",
    Certainty.PROBABLE: "probable: the place is close to the boundary",
    Certainty.ON_LINE: "too close to the boundary to tell the side",
    Certainty.BEYOND: "beyond the end of the boundary",
}
LINK = {
    Link.MENTIONED: "",
    Link.CARRIED: "taken over from a sentence before: a weaker link",
    Link.CORRECTED: "corrected by hand",
}
CONFIDENCE = {Confidence.HIGH: "High", Confidence.MEDIUM: "Medium", Confidence.LOW: "Low"}
CONFIDENCE_NOTE = "how surely the words were read, not whether they are true"
MAY_CONFLICT = "May conflict with"
NO_PLACE = "none named"
NO_WHEN = "not said"
NO_DAY = "not resolved"
NO_WHO = "nobody named"
WHY_PLACE, WHY_CLAIM = "Why this place", "How this was read"
CHOSEN_PLACE, SET_PLACE = "read as this", "set by hand"
NOT_A_PLACE, UNDO_PLACE = "Not a place", "Undo the correction"
PLACE_KINDS = {
    PlaceKind.SETTLEMENT: "settlement",
    PlaceKind.ADMIN: "province or district",
    PlaceKind.RIVER: "river",
    PlaceKind.COUNTRY: "country",
    PlaceKind.REGION: "region",
    PlaceKind.OTHER: "site",
}
SOURCE_IN = "in"
OPEN_SOURCE = "open the source"

# ------------------------------------------------------------------ the text and the disputes
LAYERS_TITLE = "Marked in the text"
LAYERS = {
    "claim": "Claims",
    "speaker": "Speakers",
    "actor": "Actors",
    "place": "Places",
    "date": "Dates",
}
ACTORS_TITLE = "Actors and speakers"
ACTORS_LEAD = (
    "How many claims put an actor into a role, by side of the river. Numbers count what was said, "
    "not what happened. Choose a number to show its claims."
)
MATRIX_ROLE = "The actor"
MATRIX_ROLES = {
    Role.ACTS: "is said to act",
    Role.ACTED_ON: "is the target",
    Role.SPEAKS: "speaks",
    Role.MENTIONED: "is mentioned",
}
MATRIX_CAPTION = "Claims by actor and side"
MATRIX_TOTAL = "All"
MATRIX_EMPTY = "No claim shown puts an actor into this role."
SPEAKERS_TITLE = "Who speaks for whom"
SPEAKERS_CAPTION = "Claims by speaker and the party spoken for"
SPEAKER_COLUMNS = ("Speaker", "Speaks for", "Claims")
NO_PARTY = "not known"
DISPUTES_TITLE = "Disputes"
DISPUTES_LEAD = (
    "Claims that may conflict, place by place, with the rule that found them. "
    "Thalweg does not say which of them is right."
)
NO_DISPUTES_TITLE = "No disputes found"
NO_DISPUTES = (
    "No two of the claims shown were found to conflict. Few pairs are looked for: the same place, the same "
    "days, different speakers. Differences that the rules do not know are not listed here."
)
NO_ONE_PLACE = "About no one place"
CONFLICT_KIND = {
    ConflictKind.FACT: "May conflict on what happened",
    ConflictKind.STANCE: "Opposed positions",
}
SHOW_ON_MAP, SHOW_DISPUTES = "Show it on the map", "Who says otherwise, side by side"
SAID_UNDATED = "day of the statement not known"
ORDER_UNDATED = "Who said it first is not known: the report has no date."


def about_when(when: str) -> str:
    """The event's days, told apart from those of the statement."""
    return f"of {when}" if when else "of no stated day"


def said_on(days: str, as_written: str) -> str:
    is_day = any(sign.isdigit() for sign in as_written)
    return f"said {days}" if is_day else f"said {days} (“{as_written}”)"


def said_by(days: str) -> str:
    return f"said by {days}, the day of the report"


def said_first(speaker: str, before: str, after: str) -> str:
    return f"First: {speaker}, {before}. The other: {after}."


def order_by_report(day: str) -> str:
    return f"Who said it first is not known: both are dated by the report alone, {day}."


def order_unknown(before: str, after: str) -> str:
    return f"Who said it first is not known: one was {before}, the other {after}."


# ------------------------------------------------------------------ reading a text
READ_TITLE = "Read a text"
READ_LEAD = "Paste a news report in English. It is read here, stays in this visit, and nobody else sees it."
TEXT, TEXT_HINT = "Text", "The report, paragraph by paragraph"
TITLE, TITLE_HINT = "Title", "Optional"
PUBLISHER, PUBLISHER_HINT = "Published by", "Newspaper, agency, author"
URL, URL_HINT = "Address", "https://…"
PUBLISHED = "Date of publication"
PUBLISHED_HELP = "Needed to know which days “yesterday” or “last month” are."
READ = "Read and show on the map"
EDITORS, LOG_IN, LOG_OUT = "For editors", "Log in", "Log out"
EDITORS_LEAD = "Editors of this server log in to bring in reports and to correct what was read."
NO_EDITOR = "You are logged in, but no editor here: you can read, and work on texts of your own."
VISIBILITY = "Who can open this case"
VISIBILITIES = {"private": "Editors", "unlisted": "Whoever has the link", "public": "Everybody; it is listed"}
VISIBILITY_HELP = "A private case does not open for readers, also not by its link."
EMPTY_CASE = "this case holds no report yet; bring one in"
BESIDE, ALONE = "Where it goes", "Into a case of its own"
ASK_DATE = (
    "Without a date of publication, words such as “yesterday” can't be turned into days; "
    "they stay as written and such claims have no date."
)
READ_WITHOUT_DATE = "Read without a date"
UNTITLED = "Untitled text"
STAGE_CHECK, STAGE_READ, STAGE_DONE = "Looking at the text", "Reading", "Read"
REFUSED = "Not read"
BAD_URL = "the address must begin with http:// or https://"
NO_CLAIMS = "No claims were found in this text. Thalweg looks for sentences that say who says what."

READ_WAYS = {"paste": "Paste a text", "files": "Bring in files"}
READ_WAY = "Where the text is"
FILES_LEAD = "Bring in reports in English as files. What is in them is shown first, and kept once you say so."
BRING_FILES = "Files, or zips of files"
BRING_HELP = (
    "Text, Markdown, web pages, Word (.docx), PDF, letters (.eml), and tables of articles or of claims "
    "(.csv, .xlsx). Nothing is kept before you have looked it over."
)
LOOK_INTO, CANCEL = "Look into the files", "Cancel"
ADDRESS, FETCH, FETCHING, NOT_FETCHED = (
    "or the address of a page", "Fetch the page", "Fetching the page", "not fetched",
)  # fmt: skip
LOOK_OVER = "Found in the files; change what is wrong, and untick what should stay out."
LEFT_OUT = "Not brought in"
READ_AGAIN = "Read again in the chosen encoding"
COLUMN_TAKE, COLUMN_FILE, COLUMN_ENCODING, COLUMN_SIZE = "Take", "File", "Encoding", "Characters"
COLUMN_DAY, COLUMN_NOTE, COLUMN_WHY = "Published", "Note", "Why"
TABLE_KIND, TABLE_KINDS = "This table is of", {"articles": "articles", "claims": "claims"}
USE_COLUMNS, NO_COLUMN = "Use these columns", "–"
FIELD_NAMES = {
    "text": "Text", "title": "Title", "publisher": "Published by", "author": "Author", "date": "Date",
    "url": "Address", "words": "Words of the claim", "speaker": "Speaker", "organisation": "Speaks for",
    "place": "Place", "lat": "Latitude", "lon": "Longitude", "until": "Until", "stance": "Stance",
    "negated": "Says it is not so", "side": "Side", "kind": "Kind", "actor": "Who acts",
    "target": "Who is the target", "source": "Source",
}  # fmt: skip
INTO_CASE, NEW_CASE, CASE_NAME = "Into the case", "A new case", "Name of the case"
NOT_KEPT, OPEN_CASE = "not brought in", "Open the case"
ONE_AT_A_TIME = "Visitors read one text at a time: tick the one that you want to read."
READ_HELP = "It is read here, stays in this visit, and nobody else sees it."

STAGES = {
    "sentences": "Sentences",
    "places": "Places",
    "speakers": "Speakers",
    "claims": "Claims",
    "banks": "Banks of the river",
}


def sentence(words: str) -> str:
    """A message as a sentence of its own."""
    return f"{words[:1].upper()}{words[1:]}."


def no_case(names: Sequence[str]) -> str:
    return f"There is no case of that name; there are: {', '.join(names)}."


def looking_into(done: int, of: int) -> str:
    return f"Looking into file {min(done + 1, of):,} of {of:,}"


def cancelled(found: int, of: int) -> str:
    files = "the file was" if of == 1 else f"all {of:,} files were"
    texts = "Nothing had" if not found else "One text had" if found == 1 else f"{found:,} texts had"
    where = " It is below." if found == 1 else " They are below." if found else ""
    return f"Cancelled before {files} looked into. {texts} been found until then.{where}"


def found_in_files(counts: Mapping[str, int]) -> str:
    """How many came out how: "3 texts read · 1 table · 2 there already · 1 refused"."""
    names = {"read": "read", "table": "to be given columns", "same": "there already", "refused": "refused"}
    return " · ".join(f"{counts[key]:,} {name}" for key, name in names.items() if counts.get(key))


def day_from(basis: str) -> str:
    return f"the day is from {basis}" if basis else ""


def table_of(name: str, rows: int) -> str:
    return f"{name}: 1 row" if rows == 1 else f"{name}: {rows:,} rows"


def bring_in(count: int) -> str:
    return f"Bring in {count:,} text" if count == 1 else f"Bring in {count:,} texts"


def brought_in(news: int, there: int) -> str:
    already = f", {there:,} were there already" if there else ""
    return f"Brought in: {news:,} texts{already}." if news != 1 else f"Brought in: 1 text{already}."


def embed_title(title: str) -> str:
    return f"Claims on a map: {title}"


def folded(count: int) -> str:
    """Under the caption, which has told how many are left out."""
    return "Show the claim of low confidence too" if count == 1 else "Show the claims of low confidence too"


def claims_count(count: int) -> str:
    return f"{count:,} claim" if count == 1 else f"{count:,} claims"


def place_found(name: str, others: Sequence[str]) -> str:
    also = f" Also of this name: {'; '.join(others)}." if others else ""
    choose = " Add a comma and a country to choose." if others else ""
    return f"The map shows {name}.{also}{choose}"


def place_not_found(name: str) -> str:
    return f"The gazetteer knows no “{name}”. Try another spelling, or a larger place near it."


def bin_title(label: str, within: int, across: int) -> str:
    """One bar in words: "Nov 2017: 3 claims, 2 more in a longer time"."""
    more_across = f", {across:,} more in a longer time" if across else ""
    return f"{label}: {claims_count(within)}{more_across}"


def timeline_undated(count: int) -> str:
    return f"{claims_count(count)} without a date"


def no_dates(count: int) -> str:
    return f"No strip of time: {timeline_undated(count)}."


def pairs_count(count: int) -> str:
    return f"{count:,} pair" if count == 1 else f"{count:,} pairs"


def against(count: int) -> str:
    return f"{count:,} deny or doubt" if count > 1 else "1 denies or doubts"


def cell_label(name: str, claims: int, denied: int) -> str:
    return f"{name}: {claims_count(claims)}" + (f", {against(denied)}" if denied else "")


def stance_of(claim: Claim) -> str:
    """Stance and negation in a few words: "says it is not so", "denies it"."""
    asserted = claim.stance is Stance.ASSERTED
    return (NEGATED_BADGE if claim.negated and asserted else STANCE_BADGE[claim.stance]).lower()


def claim_label(number: int, speaker: str, stance: str) -> str:
    return f"Claim {number:,}: {speaker}, {stance}"


def more(count: int) -> str:
    return f"and {count:,} more"


def option(label: str, count: int) -> str:
    return f"{label} ({count:,})"


def stage(name: str, count: int | None) -> str:
    return STAGES[name] if count is None else f"{STAGES[name]}: {count:,}"


def undated(count: int) -> str:
    return f"{claims_count(count)} without a date {'is' if count == 1 else 'are'} left out"


def position(index: int, total: int) -> str:
    return f"Claim {index:,} of {total:,}"


def page_of(page: int, pages: int) -> str:
    return f"{page} of {pages}"


def kind(value: str) -> str:
    return next((words for kind, words in TYPE_WORDS.items() if kind.value == value), value).capitalize()


def stated_as(words: str) -> str:
    return f"stated in the text: “{words}”"


def contradiction(place: str, bank: str) -> str:
    return f"The text puts this on the other side: {place} itself lies on the {bank}."


def distance(km: float) -> str:
    return f"{km:.1f} km from the boundary" if km < 10 else f"{km:.0f} km from the boundary"


def radius(km: float) -> str:
    return f"somewhere within about {km:.0f} km" if km >= 1 else "within about 1 km"


def known_as(name: str) -> str:
    return f"in the gazetteer: {name}"


def other_places(name: str, count: int) -> str:
    return f"What “{name}” may mean ({count})" if count > 1 else f"Is “{name}” right?"


def people(count: int) -> str:
    return f"{count:,} people"


def chance(share: float) -> str:
    """Never all and never nothing: places that the gazetteer lacks are not weighed."""
    if share < 0.01:
        return "under 1 % likely"
    return "over 99 % likely" if share > 0.99 else f"{100 * share:.0f} % likely"


def said_no_place(name: str) -> str:
    return f"“{name}” is marked as no place, by hand."


# ------------------------------------------------------------------ own places and corrections
OWN_PLACES = "Own places and corrections"
OWN_PLACES_FILE = "List of places (CSV)"
OWN_PLACES_HELP = (
    "A table with the columns name, lat and lon, and if wanted aliases, kind and bank (left or right, facing "
    "downstream). A name in it means this place and no other, in this visit."
)
OWN_PLACES_TEMPLATE = "Download a list to fill in"
DROP_PLACES = "Stop using this list"
PLACES_REFUSED = "This list is not used"
BAD_PLACES_FILE = "it is no text in UTF-8; save the table as CSV (UTF-8) and try again"
NO_ROWS = "it has no row under the columns' names"


HOME = "Home area"
HOME_HELP = (
    "The area the reports are written for. Of several places of one name, its own come first: a local paper "
    "seldom says in which state its towns lie."
)
HOME_COUNTRY = "Country"
HOME_PROVINCE = "Province or state"
NO_HOME = "None"
WHOLE_COUNTRY = "The whole country"


def home_used(area: str) -> str:
    return f"Read as written for {area}: its places come first."


def no_area(code: str) -> str:
    return f"The link's home area “{code}” is no country or province; the case is read without one."


def corrections_used(count: int) -> str:
    return f"{'One name is' if count == 1 else f'{count:,} names are'} corrected by hand."


def own_places_used(count: int) -> str:
    return (
        "One place of your list comes first." if count == 1 else f"{count:,} places of your list come first."
    )


def own_places_named(count: int, total: int) -> str:
    if total == 1:
        return "The claims here name it." if count else "No claim here names it."
    return f"The claims here name {count or 'none'} of them."


def more_rows(count: int) -> str:
    return f"And {count:,} more rows that could not be used."


def correction(name: str, meant: str) -> str:
    return f"“{name}” means {meant}, by hand." if meant else said_no_place(name)


# ------------------------------------------------------------------ asking another service
ASK_OSM_LINE = "Refine with OpenStreetMap"
ASK_OSM_LINE_HELP = (
    "Asks OpenStreetMap's Overpass for this river's line in the view. The river's names and the view's edges "
    "are sent over the internet, nothing of the text."
)
OSM_LINE_IN_USE = "In this visit the boundary is drawn from:"
CATALOGUE_LINE = "Back to the catalogue's line"
CATALOGUE_STAYS = "the catalogue's line stays"
ASK_HELP = "Sends this one name to that service, over the internet. Nothing else leaves this server."
ONLY_SUGGESTED = (
    "Suggestions of another service. A click takes one over for this visit; undo stands on the card."
)
TAKE_PLACE = "Take this place"


def asking_line(river: str) -> str:
    return f"Asking OpenStreetMap for the line of the {river} …"


def ask_about(service: str, name: str) -> str:
    return f"Ask {service} about “{name}”"


def asking(service: str, names: Sequence[str]) -> str:
    return f"Asking {service} about {', '.join(f'“{name}”' for name in names)} …"


def suggested_by(service: str) -> str:
    return f"Suggested by {service}"


def asked_on(licence: str, day: date) -> str:
    return f"{licence}; asked on {day.isoformat()}"


def nothing_suggested(name: str) -> str:
    return f"It knows no place called “{name}”."


def away(km: float, name: str) -> str:
    return f"{km:,.0f} km from {name}" if km >= 1 else f"at {name}"


def known_from(name: str, source: str) -> str:
    return f"{name}, from: {source}"


def not_found(words: str) -> str:
    return f"“{words}” was not found in the gazetteer"


def logged_in(name: str) -> str:
    return f"Logged in as {name}."


def beside(count: int) -> str:
    """The choice to add a report to those already read."""
    return "Beside the report already read" if count == 1 else f"Beside the {count:,} reports already read"


def reports(names: Sequence[str]) -> str:
    """The byline of a case of several reports; the first few are named."""
    more = f"; {len(names) - 3:,} more" if len(names) > 3 else ""
    return f"{len(names):,} reports: {'; '.join(names[:3])}{more}"


def in_report(name: str) -> str:
    return f"in {name}" if name else ""


ALSO_IN = "The same claim also stands in "
ONCE_HELP = (
    "Where a later report tells what the same speaker said in an earlier one, it is one claim with two "
    "sources: its row and its card name both. Off: every telling has its own row and counts by itself."
)


def once(again: int) -> str:
    return f"One claim told by several reports counts once ({again:,} told again)"


def some_of(names: Sequence[str], more: int) -> str:
    """Names, and how many are left out."""
    return "; ".join([*names, f"and {more:,} more"] if more else names)


def also_in(names: str) -> str:
    """Behind the report's own name in a row."""
    return f"also in {names}" if names else ""


def byline(publisher: str, published: str) -> str:
    return " · ".join(part for part in (publisher, published) if part)


def boundary(name: str) -> str:
    return f"boundary: {name}"


def title(name: str) -> str:
    """A name with a large first letter; the rest stays, for it may be an abbreviation."""
    return name[:1].upper() + name[1:]


def stop(km: float, name: str) -> str:
    return f"km {km:.0f} · {name}" if name else f"km {km:.0f}"


def far_boundary(name: str, km: float) -> str:
    return (
        f"{name} is {km:,.0f} km from the nearest place of this text, so no claim lies on a side of it; "
        "choose a boundary that is nearer."
    )


def nearest(name: str) -> str:
    return f"{name} (nearest to its places)"


def suggested(name: str) -> str:
    return f"{name} (named in the text)"


# ------------------------------------------------------------------ the briefing
PAGE_BRIEF = "Briefing"
TO_BRIEF = "Compose a briefing picture of this"
BRIEF_TITLE = "Briefing"
BRIEF_LEAD = (
    "What you filtered, composed as a picture that explains itself. The preview is the file; "
    "filters and boundary are in the sidebar."
)
SHEET = "Sheet"
SHEETS = {
    "16:9": "Screen 16:9",
    "4:3": "Screen 4:3",
    "square": "Square",
    "a4-landscape": "A4, landscape",
    "a4-portrait": "A4, portrait",
    "letter-landscape": "Letter, landscape",
    "letter-portrait": "Letter, portrait",
}
LOOK, LOOKS = "Theme", {"light": "Light", "dark": "Dark", "print": "Greys"}
FRAME, FRAMES = "Map of", {"case": "Whole case", "claims": "Claims shown"}
BRIEF_HEADING, SUBTITLE = "Title", "Subtitle"
AS_OF = "As of"
AS_OF_HELP = "The day of the report, or none. The day on which the picture is made is never taken for it."
MARKING, MARKING_HINT = "Marking line", "None"
MARKING_HELP = "Stands at the top and at the bottom of each page, as you write it."
READING_CASE = "Reading the reports of this case …"
COMPOSING, PAINTING = "Composing the briefing…", "Painting the picture…"
FILES, TABLES = "Files", "Tables of the claims"
HTML_FILE = "Web page"
WORDS_TO_PASTE = "Words to paste"
CAPTION, ALT_TEXT = "Caption", "Alternative text"
SERIES = "A series"
SERIES_LEAD = "One picture each, on the same map, in one zip with captions and alternative texts."
SERIES_BY = "One picture per"
SERIES_OF = {"side": "Per side", "actor": "Per actor", "week": "Per week"}
SERIES_EMPTY = {
    "side": "No claim is shown, so there is nothing to make a series of.",
    "actor": "No claim that is shown names an actor, so there is nothing to make a series of.",
    "week": "No claim that is shown has a date, so there is nothing to make a series of.",
}


def list_page(page: int, pages: int) -> str:
    return f"Page {page} of {pages} of the briefing: the list of claims goes on."


def of_page(page: int) -> str:
    return f"Page {page} alone"


def of_pages(pages: int) -> str:
    return f"All {pages} pages"


def png_size(width: int, height: int) -> str:
    return f"PNG {width}×{height}"


def series_parts(count: int, names: str, missing: int) -> str:
    pictures = "1 picture" if count == 1 else f"{count:,} pictures"
    rest = f" In none of them: {claims_count(missing)}, listed in the zip." if missing else ""
    return f"{pictures}: {names}.{rest}"


def series_make(count: int) -> str:
    return "Make the picture" if count == 1 else f"Make the {count:,} pictures"


def series_step(done: int, of: int, label: str) -> str:
    return f"{done + 1} of {of}: {label}" if done < of else f"{of} of {of}"


def series_download(size: int) -> str:
    return f"Download the zip ({size / 1e6:.1f} MB)"


# ------------------------------------------------------------------ about
FIGURES_TITLE = "How good the readings were measured to be"
FIGURES_LEAD = (
    "Out of a hundred, on texts whose right answers were written down by hand. F1 falls with what is missed "
    "and with what is found wrongly. On a text of another kind expect less; every card shows its reasons."
)
FIGURE_COLUMNS = ("Reading", "Measure", "Result")
NOT_MEASURED = "No figures are kept with this installation; `make bench` measures them."


def measured_on(day: str) -> str:
    return f"Measured on {day}"


ABOUT_TITLE = "About Thalweg"
ABOUT_LEAD = (
    "The *thalweg* is the line of a river's deepest channel, which in law is often the border. "
    "Thalweg reads a news report and shows who says what, about which place, on which bank of the river."
)
ABOUT = (
    (
        "A claim is what somebody said",
        "Every pin and every row is a statement by a speaker whom the report names, or by the report itself. "
        "Thalweg does not check whether it is true. What a speaker denies, doubts, demands or plans is "
        "marked as such in the map, in the list and on the card.",
    ),
    (
        "From sentence to claim",
        "The text is cut into sentences; sayings and quotations are found with their speakers; in each "
        "sentence the parties, their parts, the dates and the places are read by rules that are the same for "
        "every text. “We” and “he” are led back to the speaker named before. "
        "Each card tells how it was read.",
    ),
    (
        "Places",
        "Names are looked up in GeoNames, with a hand-kept supplement for villages it lacks, and judged by "
        "what else the report mentions. The reasons, and the places that were considered too, are on the "
        "card. A circle, a stretch of river or an area shows how exact the words are.",
    ),
    (
        "Banks",
        "Left and right are meant facing downstream; west or east is written beside it where the river's "
        "course allows. A side that the text states counts more than where the place lies, and a difference "
        "is shown. Within a kilometre of the line no bank is taken from geometry alone.",
    ),
    (
        "Dates",
        "A date on a card is that of the event, not of the statement. Words such as “last month” become days "
        "only where the date of publication is known.",
    ),
    (
        "The tint is not control",
        "The colours on both sides of the river name the two sides. They never say who holds them.",
    ),
    (
        "Your text",
        "A pasted text is read on this server, kept for the length of your visit, and shown to nobody else. "
        "A link to it works in your visit only, unless you choose to keep the text: then for whoever has it.",
    ),
    (
        "Data",
        "Places: GeoNames (CC BY 4.0). Land and borders: Natural Earth. Rivers: GSHHG (LGPL). Map software: "
        "Leaflet. Borders are drawn thin, and dashed where they are disputed.",
    ),
)


# ------------------------------------------------------------------ corrections
BY_HAND = {
    Origin.CORRECTED: "✎ corrected by hand",
    Origin.ADDED: "+ added by hand",
    Origin.TABLE: "from a table",
}
BY_HAND_MARK = {Origin.CORRECTED: "✎", Origin.ADDED: "+"}
REVIEW_BADGE = {
    ReviewState.CHECKED: "✓ checked",
    ReviewState.DISPUTED: "? disputed",
    ReviewState.WITHDRAWN: "× withdrawn",
}
ROW_REVIEW = "Review"
CORRECT = "Correct this claim"
CORRECT_LEAD = (
    "What you change here is kept apart from what the rules read, with when and what it was before."
)
IN_VISIT = "It stays in this visit. Share → “Keep it on this server” or “Download the case” keeps it."
IN_CASE = "It is kept in this case at once."
ONLY_LOOK = "This case is kept by others: what you correct stays in this visit."
F_REVIEW, F_SOURCE, F_INFORMATION = "Review", "Source", "Information"
F_REVIEW_HELP = "New: nobody has looked at it. Checked: read again and right. Withdrawn: no longer upheld."
F_SOURCE_HELP = "Admiralty grade of the source: A completely reliable … E unreliable, F can't be judged."
F_INFORMATION_HELP = "Admiralty grade of the information: 1 confirmed … 5 improbable, 6 can't be judged."
SOURCE_GRADES = {
    "A": "A · completely reliable",
    "B": "B · usually reliable",
    "C": "C · fairly reliable",
    "D": "D · not usually reliable",
    "E": "E · unreliable",
    "F": "F · can't be judged",
}
INFORMATION_GRADES = {
    "1": "1 · confirmed by others",
    "2": "2 · probably true",
    "3": "3 · possibly true",
    "4": "4 · doubtful",
    "5": "5 · improbable",
    "6": "6 · can't be judged",
}
F_NOTE, F_NOTE_HINT = "Note", "Why it was changed, what was checked"
F_KIND, F_STANCE, F_NEGATED = "Kind", "Stance", "Says it is not so"
F_SIDE, F_SIDE_READ = "Side", "as words and place tell"
F_SPEAKER, F_SPEAKER_HELP = "Speaker", "Empty: the report itself says it."
F_OFFICE, F_PARTY = "Title or office", "Speaks for"
F_NOBODY = "nobody named"
F_FROM, F_TO = "From", "To"
F_ROLES = {Role.ACTS: "Who acts", Role.ACTED_ON: "Who it is done to", Role.MENTIONED: "Who is mentioned"}
F_SAVE = "Save"
SAVED_NOTHING = "Nothing was changed."
DATES_BACKWARDS = "Not saved: the dates end before they begin. Choose a last day on or after the first."
PLACE_PART, WORDS_PART, NAMES_PART = "Place", "Words of the claim", "Names in this report"
PLACE_FIND, PLACE_FIND_HINT = "Find another place", "Town or province, then Enter"
PLACE_FOUND = "Found"
PLACE_FOR = "It is meant"
PLACE_FOR_CLAIM = "by this claim alone"
PLACE_TAKE = "Take this place"
PLACE_NONE = "This claim names no place"
PLACE_CLICK = "Point at it on the map"
PLACE_CLICK_HELP = "The next click on the map becomes the place of what is chosen here."
PLACE_CLICK_WAITS = "Now go to the map above and click the spot."
POINTED, BY_HAND_SOURCE = "point on the map", "set by hand"
NAME_MEANS, NAME_WHO, NAME_SCOPE = "means", "The name", "Where"
NAME_NOBODY = "nobody: it is no actor"
NAME_TAKE = "Take this meaning"
SCOPES = {False: "in this report", True: "in every report of the case"}
JOIN, JOIN_WITH, JOIN_DO = "Join with another claim", "Which one", "Join them"
PART, PART_AT, PART_DO = "Part it in two", "The second begins at", "Part it"
REJECT, REJECT_HELP = (
    "This is no claim",
    "It is taken out, and listed under Review, where it can be brought back.",
)
REJECTED_SAID = "Taken out. The page Review lists it, undoes this or brings it back."
DELETE, DELETE_DO, DELETED = "Delete", "Delete for good", "Deleted."
DELETE_LEAD = "What is deleted, with its corrections, can't be brought back, but from a file saved before."
DELETE_WHAT, DELETE_WHOLE = "What", "the whole case, with every report"
DELETE_SURE = "Yes, I want this to be gone"
SAVE_CASE = "Save the case as a file"
SAVE_CASE_HELP = "One zip with its reports, corrections and what was brought to it; loaded under Read a text."
LOAD_CASE, LOAD_FILE, LOAD_DO = "Load a case from a file", "A case that was saved as a file", "Load it"
NOT_LOADED, NO_CASE_IN_FILE = "The case was not loaded", "there is no case in this file"
UNDO, REDO = "Undo", "Redo"
PAGE_REVIEW = "Review"
REVIEW_TITLE = "Review"
REVIEW_LEAD = (
    "Every claim in a row. Change a cell to correct it; what the rules read stays as it was and comes back "
    "with Undo."
)
COLUMN = {
    "claim": "Claim",
    "report": "Report",
    "read": "Read by",
    "review": "Review",
    "grade": "Grade",
    "speaker": "Speaker",
    "stance": "Stance",
    "negated": "Not so",
    "kind": "Kind",
    "place": "Place",
    "side": "Side",
    "acts": "Who acts",
    "acted_on": "Done to",
    "from": "From",
    "to": "To",
    "note": "Note",
}
NOT_GRADED = "F6 · not judged"
GRADE_NOTE = (
    "Grade: a letter for the source (A completely reliable to E unreliable), a number for the information "
    "(1 confirmed to 5 improbable). F6 means that nobody has judged it yet; only a person gives a grade."
)
GRADE_CELL_HELP = (
    "Admiralty grade, given by people only. Letter, the source: A completely reliable to E unreliable, F "
    "can't be judged. Number, the information: 1 confirmed to 5 improbable, 6 can't be judged. F6: not yet."
)
PLACE_CELL_HELP = (
    "A name of the gazetteer: the first of that name in the report's countries is taken; empty: no place."
)
ACTORS_CELL_HELP = "Names with a semicolon between."
READ_BY = {
    Origin.MACHINE: "rules",
    Origin.CORRECTED: "✎ corrected",
    Origin.ADDED: "+ added",
    Origin.TABLE: "table",
}
NO_ROWS_SHOWN = "No claim is shown. Reset the filters to see them all."
LOG = "What was corrected"
LOG_EMPTY = "Nothing has been corrected yet."
LOG_COLUMNS = ("When", "Who", "What", "Of", "Before", "After", "State")
LOG_HOLDS, LOG_UNDONE = "holds", "undone"
LOG_TAKE, LOG_TAKE_DO = "Take back one of them", "Take it back"
LOG_HERE = "you"
LOST = "Corrections that no longer find their claim"
LOST_NOTE = (
    "The text is read otherwise now, and no claim stands at these words. Nothing is dropped: they are kept, "
    "and hold again where the claim comes back."
)
REJECTED = "Taken out: no claims"
BRING_BACK = "Bring it back"
MISSED = "Add a missed claim"
MISSED_LEAD = "Choose the words that claim something: whole sentences here, or select them on the page Text."
MISSED_SENTENCES, MISSED_SENTENCES_HINT = "Sentences", "Type a word to find one"
MISSED_READ = "As the rules read these words"
MISSED_ADD = "Add it as a claim"
MISSED_NONE = "There are no words in this choice."
SELECTED = "Selected words"
SELECTED_DROP = "Never mind"
REREAD = "Read again by a newer version"
REREAD_LEAD = "This version of Thalweg reads these claims otherwise. Corrections are kept."
REREAD_SEEN = "I have seen this"
REREAD_NEW, REREAD_GONE = "new", "no longer read"
KIND_OF_CORRECTION = {
    "place": "meaning of a name",
    "actor": "meaning of a name",
    "add": "claim added",
    "merge": "claims joined",
    "split": "claim parted",
    "reject": "claim taken out",
    "speaker": "speaker",
    "actors": "actors",
    "at": "place",
    "side": "side",
    "kind": "kind",
    "negated": "says it is not so",
    "stance": "stance",
    "when": "dates",
    "grade": "grade",
    "note": "note",
    "review": "review",
}
AS_READ = "as read by the rules"


def undo_words(what: str) -> str:
    return f"Undo: {what}"


def redo_words(what: str) -> str:
    return f"Redo: {what}"


def changed_by_hand(kinds: Sequence[str]) -> str:
    """What of a claim people set: "stance, dates set by hand"."""
    return f"{', '.join(dict.fromkeys(KIND_OF_CORRECTION.get(kind, kind) for kind in kinds))}: by hand"


def place_for_name(spelling: str) -> str:
    return f"wherever this report says “{spelling}”"


def place_for_case(spelling: str) -> str:
    return f"wherever a report of this case says “{spelling}”"


def graded(grade: str) -> str:
    return f"grade {grade}"


def not_kept(why: str) -> str:
    return f"Not kept: {sentence(why)}"


def added_at(start: int) -> str:
    return f"from character {start:,}"
