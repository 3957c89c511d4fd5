"""A river's line from OpenStreetMap for the view, on request only: asked, put in order, checked, spliced in.

In: a river of the catalogue and the bounds of a view. Out: a River whose line is OpenStreetMap's within the
view and the catalogue's elsewhere, or a sentence that says why it can't be used. Nothing is asked unless the
host has set an interpreter's address.
"""

from geo.overpass.course import find_course
from geo.overpass.question import ask_line, look_line, view_box
from geo.overpass.refined import refined_river
from geo.overpass.ways import Way, read_ways

__all__ = ["Way", "ask_line", "find_course", "look_line", "read_ways", "refined_river", "view_box"]
