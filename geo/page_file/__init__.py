"""A Brief as one HTML file: the interactive map, filters by side and actor, the list; opens from disk.

In: a Brief. Out: the bytes of a file that loads nothing: Leaflet, the map's script, the base map and the
claims are inside, and its content policy forbids every request. Text travels as data and is set as text.
"""

from geo.page_file.write import write_page

__all__ = ["write_page"]
