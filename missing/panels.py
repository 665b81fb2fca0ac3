"""What missing people show on other apps' pages."""

from django.urls import reverse

from cases.models import Case
from core.dates import format_when
from core.panels import register
from missing.handing_over import handovers_in_time, minutes_of
from tasks.handovers import handovers_of, panel_of_case


@register("navigation", order=24)
def board(request):
    """For everybody who practises."""
    if not request.user.practises:
        return None
    return {"label": "Missing", "url": reverse("missing:board")}


# ---- Handovers ----------------------------------------------------------------------------------
@register("tasks.handover_minutes", order=10)
def handover_minutes(of):
    """Of a case about somebody who is missing, what the area has arranged."""
    return minutes_of(of) if isinstance(of, Case) else None


@register("missing.episode", order=5)
def handover_of_episode(request, episode, held):
    """The handover that waits, or the way to hand the episode over."""
    return (yield from panel_of_case.steps(episode.case, request.user, held))


@register("missing.board.card", order=10)
def handovers_on_board(user, cases):
    """By case: to whom it was handed over, and whether that is late."""
    found = yield from handovers_of.steps(cases, user)
    return {pk: _on_card(handover) for pk, handover in found.items()}


def _on_card(handover):
    if handover.is_overdue:
        since = format_when(handover.due_at)
        return {"text": f"Handover not acknowledged since {since}", "late": True}
    return {"text": f"Handed over to {handover.receiver_words}", "late": False}


@register("missing.figures", order=10)
def figures_of_handovers(user, begins, ends):
    """How many handovers were acknowledged in time."""
    return handovers_in_time(user, begins, ends)
