"""How much of a file is looked at; the rest of a file that is larger is not."""

MOST_BYTES = 20_000_000
"""Of one file as it comes."""
MOST_UNPACKED = 50_000_000
"""Of all that a zip holds."""
MOST_PART = 20_000_000
"""Of one file in a zip, and of all parts of a Word file or workbook together."""
MOST_RATIO = 100
"""How many bytes one packed byte may become, in parts of more than SMALL_PART bytes."""
SMALL_PART = 1_000_000
MOST_MEMBERS = 5_000
MOST_MARKUP = 10_000_000
"""Bytes of one page or letter."""
MOST_HEADER = 500_000
"""Bytes of a letter before its first empty line."""
MOST_PARTS = 200
"""Of a letter."""
MOST_PAGES = 2_000
MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_CELLS = 2_000_000
"""Rows times columns of a table."""
WORK_S = 1.0
"""Seconds of a processor that one file may take."""
WALL_S = 10.0
"""Seconds by the clock, for a file that waits instead of working."""
START_S = 30.0
"""Seconds by the clock until the child process is there."""
MEMORY_BYTES = 1_200_000_000
"""Address space of the child process."""
FILES_PER_CHILD = 200
"""After so many files another child is taken, so that what one leaks is given back."""
