"""Who may read and put away notices: their recipient."""

from core.policy import allow, visible

allow("notice.list", stands_on=visible)
allow("notice.see", stands_on=visible)
