"""The menu entry of home, and what waits for the reader's answer."""

from django.urls import reverse

from access.projection import object_of
from access.selectors import (
    glass_waiting_for,
    questions_for,
    requests_waiting_for,
    reviews_samples,
    samples_to_review,
    transfers_waiting_for,
)
from core.panels import register
from profiles.custody import moves_waiting_for
from profiles.selectors import people_of, recently_viewed

# People on Home, so that the next one is a click away.
RECENT, OWN = 5, 8


@register("navigation", order=10)
def home(request):
    return {"label": "Home", "url": reverse("home:home")}


@register("home", order=10)
def waiting(request):
    """Emergencies to review first, then transfers, requests, and questions to the reader."""
    user = request.user
    lines = [
        *(_glass(record, glass) for record, glass in glass_waiting_for(user)[:20]),
        *(_transfer(transfer) for transfer in transfers_waiting_for(user)[:20]),
        *(_request(record, asked) for record, asked in requests_waiting_for(user)[:20]),
        *(_move(waiting) for waiting in moves_waiting_for(user)),
        *(_question(record, asked) for record, asked in questions_for(user)[:20]),
    ]
    return {"template": "home/_waiting.html", "lines": lines} if lines else None


def _line(url, at, title, text, late=False):
    return {"url": url, "at": at, "title": title, "text": text, "late": late}


def _glass(record, glass):
    return _line(
        f"{record.get_absolute_url()}sharing/emergencies/{glass.uuid}/",
        glass.broken_at,
        f"{glass.user} opened {record.reference} in an emergency",
        f"{glass.membership.team}: {glass.reason}",
        late=glass.is_late,
    )


def _transfer(transfer):
    return _line(
        reverse("access:transfer", args=[transfer.uuid]),
        transfer.proposed_at,
        f"{transfer.from_team} asks {transfer.to_team} to take over "
        f"{object_of(transfer).reference}",
        transfer.note,
    )


def _request(record, asked):
    return _line(
        f"{record.get_absolute_url()}sharing/requests/{asked.uuid}/",
        asked.asked_at,
        f"{asked.asked_by} asks for access to {record.reference}",
        f"{asked.membership.team}: {asked.get_reason_display().lower()}",
    )


def _move(waiting):
    parts = [
        f"{number} access{'' if number == 1 else 'es'} to {what}"
        for number, what in ((waiting.to_end, "end"), (waiting.to_give, "give"))
        if number
    ]
    return _line(
        f"{waiting.record.get_absolute_url()}sharing/",
        waiting.since,
        f"Check who has access to {waiting.record.reference}",
        f"Custody has changed: {', '.join(parts)}.",
    )


def _question(record, asked):
    return _line(
        f"{record.get_absolute_url()}sharing/request-access/",
        asked.asked_at,
        f"{record.owner_team} wants to know more about your request for {record.reference}",
        asked.question,
    )


@register("home", order=12)
def unusual_accesses(request):
    """How many unusual accesses the manager has to review; counted to 100."""
    if not reviews_samples(request.user):
        return None
    count = samples_to_review(request.user)[:100].count()
    return {"template": "home/_unusual.html", "count": count} if count else None


@register("home", order=40)
def recent_people(request):
    """Whose records the reader opened last."""
    return _people("Recently viewed", recently_viewed(request.user, RECENT))


@register("home", order=50)
def own_people(request):
    """Whom the reader leads or works with."""
    found = people_of(request.user, OWN + 1)
    return _people("My people", found[:OWN], more=len(found) > OWN)


def _people(title, people, more=False):
    """Names: Home records that it showed them."""
    if not people:
        return None
    place = {"template": "home/_people.html", "aside": True}
    return {**place, "title": title, "people": people, "more": more}
