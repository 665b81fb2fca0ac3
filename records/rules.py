"""Who may read, keep and discard a draft: its author, also when access to the record is over.

Administrators of an area change the kinds of forms of that area, and copy the shipped ones.
"""

from agencies.rules import administered
from core.policy import allow, visible

allow("draft.list", stands_on=visible)
allow("draft.view", stands_on=visible)
allow("draft.save", stands_on=visible)
allow("draft.discard", stands_on=visible)
allow("draft.restore", stands_on=visible)

allow("form_kind.list", stands_on=visible)
allow("form_kind.view", stands_on=visible)
allow("form_kind.copy", stands_on=visible)
allow("form_kind.add", stands_on=administered, model="agencies.Area")
allow("form_kind.edit", stands_on=administered)
allow("form_section.edit", stands_on=administered)
allow("form_question.edit", stands_on=administered)
