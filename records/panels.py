"""What home shows of drafts."""

from core.panels import register
from records.selectors import newest_drafts

SHOWN = 5


@register("home", order=15)
def unfinished(request):
    """What the reader has begun to write and not sent."""
    lines = yield from newest_drafts.steps(request.user, SHOWN + 1)
    if not lines:
        return None
    return {
        "template": "records/_unfinished.html",
        "lines": lines[:SHOWN],
        "people": [line.record for line in lines[:SHOWN] if line.record],
        "more": len(lines) > SHOWN,
    }
