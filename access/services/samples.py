"""Samples a week's unusual accesses, and reviews them."""

import datetime
from collections import Counter

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from access.models import SampledAccess
from access.projection import object_of
from access.sampling import bounds, unusual
from access.verbs import Verb
from agencies.models import Team, User
from audit.models import Event
from audit.services import record
from core import policy

SAMPLER = "Weekly sample of accesses"
LOCK = 7120  # the number of this work among PostgreSQL's advisory locks


@transaction.atomic
def sample_week(*, week: datetime.date) -> int:
    """Sample the week that begins on this Monday, once. Returns how many accesses it picked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        # A week of the whole log takes longer than any page may.
        cursor.execute("SET LOCAL statement_timeout = '200s'")
        # Every join is of one big set with another; a misjudged loop would take hours.
        cursor.execute("SET LOCAL enable_nestloop = off")
    if SampledAccess.objects.filter(week=week).exists():
        return 0
    begins, ends = bounds(week)
    readers = Event.objects.filter(at__gte=begins, at__lt=ends, actor_id__isnull=False)
    names = readers.order_by().values_list("actor_name", flat=True).distinct()
    picked = unusual(Event._meta.db_table, week, names)
    SampledAccess.objects.bulk_create(picked, batch_size=500)
    counts = Counter(access.owner_team_id for access in picked)
    for team in Team.objects.filter(pk__in=counts).order_by("pk"):
        record(
            verb=Verb.SAMPLED,
            operation=Event.ADMINISTRATION,
            actor=SAMPLER,
            target=team,
            recipient=team.name,
            detail={"team": team.pk, "week": week.isoformat(), "count": counts[team.pk]},
            channel="job",
        )
    return len(picked)


@transaction.atomic
def review_sampled_access(
    *, sampled: SampledAccess, by: User, outcome: str, note: str = ""
) -> SampledAccess:
    """Find that an unusual access was expected, needs following up, or was misuse.

    The event is about the sampled access, not the record: History does not tell everyone who
    reads the record what a manager thinks of a colleague.
    """
    policy.lock(by, "access.review", object_of(sampled))
    sampled = policy.lock(by, "access.review_sample", sampled)
    if sampled.outcome:
        raise ValidationError(
            f"{sampled.reviewed_by} has reviewed this already. Nothing was changed."
        )
    if outcome not in SampledAccess.Outcome:
        raise ValidationError({"outcome": "Choose expected, follow up or misuse"})
    if outcome != SampledAccess.Outcome.EXPECTED and not note:
        raise ValidationError({"note": "Enter what you found, and what happens next"})
    sampled.outcome, sampled.note = outcome, note
    sampled.reviewed_at, sampled.reviewed_by = timezone.now(), by
    sampled.save()
    record(
        verb=Verb.SAMPLE_REVIEWED,
        operation=Event.ALTERATION,
        actor=by,
        target=sampled,
        recipient=sampled.user_name,
        reason=f"{sampled.get_outcome_display()}. {note}".strip(),
        detail={
            "sampled": sampled.pk,
            "event": sampled.event_id,
            "outcome": outcome,
            "team": sampled.owner_team_id,
        },
    )
    return sampled
