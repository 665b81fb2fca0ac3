"""Who may read, keep and discard a draft: its author, also when access to the record is over."""

from core.policy import allow, visible

allow("draft.list", stands_on=visible)
allow("draft.view", stands_on=visible)
allow("draft.save", stands_on=visible)
allow("draft.discard", stands_on=visible)
allow("draft.restore", stands_on=visible)
