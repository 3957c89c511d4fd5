"""What people know better than the machine: inputs, kept apart from what was read, and never lost.

A journal holds every correction with who, when, before and after; `apply` puts it over the machine's claims.
Nothing is written back: taking a correction away gives the machine's reading again.
"""

from geo.corrections.applying import Applied as Applied
from geo.corrections.applying import apply as apply
from geo.corrections.applying import checked_only as checked_only
from geo.corrections.applying import merged as merged
from geo.corrections.applying import piece_of as piece_of
from geo.corrections.changing import actor_named as actor_named
from geo.corrections.changing import actor_value as actor_value
from geo.corrections.changing import actors_in as actors_in
from geo.corrections.changing import change as change
from geo.corrections.changing import dates_of as dates_of
from geo.corrections.changing import place_value as place_value
from geo.corrections.changing import voice_of as voice_of
from geo.corrections.comparing import Difference as Difference
from geo.corrections.comparing import differences as differences
from geo.corrections.journal import Action as Action
from geo.corrections.journal import Change as Change
from geo.corrections.journal import History as History
from geo.corrections.journal import Journal as Journal
from geo.corrections.journal import entries as entries
from geo.corrections.journal import history as history
from geo.corrections.journal import holding as holding
from geo.corrections.journal import redo as redo
from geo.corrections.journal import undo as undo
from geo.corrections.places import apply_corrections as apply_corrections
from geo.corrections.places import corrected as corrected
from geo.corrections.places import correction_from as correction_from
from geo.corrections.places import correction_of as correction_of
from geo.corrections.places import correction_record as correction_record
from geo.corrections.places import place_correction as place_correction
from geo.corrections.places import place_corrections as place_corrections
from geo.corrections.places import without as without
from geo.corrections.reading import GRADES as GRADES
from geo.corrections.reading import NOTE_CHARS as NOTE_CHARS
from geo.corrections.reading import Voice as Voice
from geo.corrections.reading import as_json as as_json
from geo.corrections.reading import value_of as value_of
from geo.corrections.values import WHOLE_CASE as WHOLE_CASE
from geo.corrections.values import Correction as Correction
from geo.corrections.values import Kind as Kind
from geo.corrections.values import is_id as is_id
from geo.corrections.values import new_id as new_id
from geo.corrections.values import read_subject as read_subject
from geo.corrections.values import subject_of as subject_of
