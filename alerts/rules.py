"""Who may read and dismiss notices: their recipient."""

from core.policy import allow, visible

allow("notice.list", stands_on=visible)
allow("notice.see", stands_on=visible)
