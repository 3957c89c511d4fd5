"""Files of many kinds brought in as documents: what is in them, and what they say of themselves.

In: names and bytes from outside. Out: a Report per file, and the Documents of those that were read. The bytes
are looked at in a child process with limits of memory, work and time alone (`python -m geo.ingest.child`);
nothing of them is written to a disk.
"""

from geo.ingest.bringing import Source as Source
from geo.ingest.bringing import read_sources as read_sources
from geo.ingest.columns import Mapping as Mapping
from geo.ingest.columns import fields_of as fields_of
from geo.ingest.columns import guess_mapping as guess_mapping
from geo.ingest.kinds import ENDINGS as ENDINGS
from geo.ingest.rows import documents_of as documents_of
from geo.ingest.values import Found as Found
from geo.ingest.values import Report as Report
from geo.ingest.values import Table as Table
from geo.ingest.worker import Parser as Parser
