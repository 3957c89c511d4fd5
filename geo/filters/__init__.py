"""What a reader wants to see of a case: which claims a Filter keeps, in words, in numbers, in a link.

`keeps` and `apply` choose, `describe` is the caption of every view and export, `facet_counts` says what
each choice would give, `emptied_by` why nothing is left, `to_query` and `from_query` are the link.
"""

from geo.filters.columns import Columns as Columns
from geo.filters.columns import columns_of as columns_of
from geo.filters.columns import count_left_out as count_left_out
from geo.filters.columns import kept as kept
from geo.filters.counting import Facets as Facets
from geo.filters.counting import emptied_by as emptied_by
from geo.filters.counting import facet_counts as facet_counts
from geo.filters.describing import ORIGIN_WORDS as ORIGIN_WORDS
from geo.filters.describing import REVIEW_WORDS as REVIEW_WORDS
from geo.filters.describing import ROLE_WORDS as ROLE_WORDS
from geo.filters.describing import STANCE_WORDS as STANCE_WORDS
from geo.filters.describing import TYPE_WORDS as TYPE_WORDS
from geo.filters.describing import date_words as date_words
from geo.filters.describing import describe as describe
from geo.filters.describing import review_words as review_words
from geo.filters.describing import side_names as side_names
from geo.filters.keeping import START as START
from geo.filters.keeping import Restriction as Restriction
from geo.filters.keeping import apply as apply
from geo.filters.keeping import folded_away as folded_away
from geo.filters.keeping import is_open as is_open
from geo.filters.keeping import keeps as keeps
from geo.filters.keeping import restrictions as restrictions
from geo.filters.keeping import speaker_key as speaker_key
from geo.filters.keeping import speaker_name as speaker_name
from geo.filters.matrix import ActorRow as ActorRow
from geo.filters.matrix import SpeakerRow as SpeakerRow
from geo.filters.matrix import Tally as Tally
from geo.filters.matrix import actor_rows as actor_rows
from geo.filters.matrix import speaker_rows as speaker_rows
from geo.filters.query import KEYS as KEYS
from geo.filters.query import SCHEMA as SCHEMA
from geo.filters.query import from_query as from_query
from geo.filters.query import to_query as to_query
from geo.filters.timeline import Bin as Bin
from geo.filters.timeline import Step as Step
from geo.filters.timeline import Timeline as Timeline
from geo.filters.timeline import make_timeline as make_timeline
