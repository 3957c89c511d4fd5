"""Every claim in a table that can be corrected, with the log of what was."""

from geo.links import Page
from geo.ui import words
from geo.ui.add_claim import draw_missed
from geo.ui.case_file import draw_save
from geo.ui.correct import draw_undo, say_refusal, where_kept
from geo.ui.delete_case import draw_delete
from geo.ui.frame import stand_in_frame
from geo.ui.map_page import draw_notes, open_case
from geo.ui.review_page import draw_log, draw_reread, draw_set_aside, draw_table
from geo.ui.share import draw_heading
from geo.ui.sidebar import draw_sidebar
from geo.ui.view import current_view, open_view, take_notes

stand_in_frame()

view = open_view(Page.REVIEW)
case = open_case(view)
shown = case.kept(view.wanted)
draw_notes(take_notes())
draw_heading(case, words.REVIEW_TITLE, f"{words.REVIEW_LEAD} {where_kept()}")
say_refusal()
draw_undo("page")
draw_table(case, shown)
draw_set_aside(case)
draw_reread(case)
draw_missed(case)
draw_log(case)
draw_save()
draw_delete()
draw_sidebar(current_view(), case)
