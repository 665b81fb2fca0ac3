"""Where the sharing pages get their rows: scoped to what the reader may name or answer."""

import datetime
from functools import partial
from types import SimpleNamespace
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from access.kinds import shared_models
from access.levels import Level, bit
from access.models import (
    AccessRequest,
    BreakGlass,
    Exclusion,
    Grant,
    ListingException,
    SampledAccess,
    SharedModel,
    Transfer,
)
from access.naming import naming
from access.section_access import held_sections
from agencies.models import Membership, Team, User
from agencies.querysets import MembershipQuerySet, TeamQuerySet
from audit.selectors import acts_on, reads_of
from audit.words import Line, in_words
from core import prepared
from core.paging import Page, page_down
from core.querysets import as_array
from core.questions import Steps, in_steps


def teams_to_name(user: Any) -> QuerySet:
    """The teams a user can give access to: the directory."""
    return Team.objects.visible_to(user)


def people_to_name(user: Any) -> MembershipQuerySet:
    """Memberships of the people a user can name."""
    return Membership.objects.in_directory_of(user).filter(user__is_program=False)


def teams_reading(record: SharedModel, section: str, user: User) -> TeamQuerySet:
    """The teams that read this section of a record, of those that the user may know."""
    holds = record.team_holds.live().at_least(Level.VIEW, bit(type(record), section))
    reading = holds.filter(restricted=False).order_by().values("group_id")
    hidden = naming(user, record).hidden_teams
    return Team.objects.filter(pk__in=reading).exclude(pk__in=hidden).order_by("name")


def grant_of(obj: SharedModel, user: Any, uuid: Any) -> Grant | None:
    """An un-ended grant of this record, of a team or person that the user may know."""
    grants = Grant.objects.of(obj).unended().select_related("team", "user", "membership", "basis")
    grant = grants.filter(uuid=uuid).first()
    return grant if grant and naming(user, obj).names_team(grant.team) else None


def history_of(
    obj: SharedModel, reader: Any, *, viewed: bool = False, after: str = ""
) -> tuple[Page, list[Line]]:
    """A page of History: what was done, or who has viewed, as far as the reader may know it."""
    sections, names = held_sections(reader, obj), naming(reader, obj)
    if viewed:
        events = reads_of(obj, sections)
    else:
        events = acts_on(obj, sections, reader, manages=names.manages)
    named = events.without_teams(names.hidden_teams).without_excluded(names.hidden_people)
    page = page_down(named, "pk", after=after)
    kept_back = partial(names.kept_back, sections=sections)
    return page, in_words(list(page.rows), names.row, names.told, kept_back)


def exclusions_of(obj: SharedModel) -> list[Exclusion]:
    """The exclusions in force."""
    return list(_in_force(obj.exclusions.all()))


def to_manage(obj: SharedModel) -> dict[str, list[Any]]:
    """What waits on one record, and who is excluded, for its managers: by one statement."""
    found: dict[str, list[Any]] = _to_manage(type(obj), record=obj.pk)
    return found


@prepared.query
def _to_manage(model: Any, *, record: Any) -> dict[str, QuerySet]:
    about: Any = SimpleNamespace(_meta=model._meta, pk=record)
    exclusions = model._meta.get_field("exclusions").related_model.objects
    return {
        "waiting": _unanswered(about),
        "emergencies": _to_review(about),
        "transfers": _proposed(about)[:1],
        "exclusions": _in_force(exclusions.filter(content_object_id=record)),
    }


def _in_force(exclusions: QuerySet) -> QuerySet:
    return exclusions.filter(ended_at=None).select_related("user", "excluded_by")


def _unanswered(obj: Any) -> QuerySet:
    waiting = AccessRequest.objects.of(obj).unanswered()
    return waiting.select_related("asked_by", "membership__team")


def _to_review(obj: Any) -> QuerySet:
    return BreakGlass.objects.of(obj).to_review().select_related("user", "membership__team")


def _proposed(obj: Any) -> QuerySet:
    proposed = Transfer.objects.of(obj).proposed()
    return proposed.select_related("to_team", "from_team", "proposed_by")


def request_of(obj: SharedModel, uuid: Any) -> AccessRequest | None:
    """A request about this record."""
    requests = AccessRequest.objects.of(obj).select_related("asked_by", "membership__team")
    return requests.filter(uuid=uuid).first()


def reviews_samples(user: Any) -> bool:
    """A manager of some team; nobody else has unusual accesses to review."""
    return bool(user.has_role(Membership.Role.MANAGER))


def samples_to_review(user: Any) -> QuerySet:
    """The unusual accesses that wait for this user, oldest week first."""
    waiting = SampledAccess.objects.visible_to(user).to_review()
    return waiting.select_related("event").order_by("week", "looked_at", "pk")


def reviewed_samples(user: Any) -> QuerySet:
    """The unusual accesses that this user could have reviewed, with their outcome."""
    reviewed = SampledAccess.objects.visible_to(user).reviewed()
    return reviewed.select_related("event", "reviewed_by")


@in_steps
def how_many_samples(user: Any) -> Steps:
    """How many wait for this user, counted to 100."""
    managed = [m.team_id for m in user.live_memberships if m.role == Membership.Role.MANAGER]
    if not managed:
        return 0
    (found,) = yield [_samples.later(user=user, teams=as_array(managed))]
    return len(found)


@prepared.compiled
def _samples(*, user: Any, teams: Any) -> QuerySet:
    waiting = SampledAccess.objects.of_teams(user, teams).to_review()
    return waiting.order_by().values_list("pk", flat=True)[:100]


def samples_picked(user: Any, team_id: int, week: datetime.date) -> QuerySet:
    """What of a team's sample of a week waits for this user."""
    return samples_to_review(user).filter(owner_team_id=team_id, week=week)


def with_records(samples: list[SampledAccess]) -> list[SampledAccess]:
    """The samples of a page, each with its record, a query for each kind of record."""
    for model in shared_models():
        label = model._meta.label_lower
        ids = {sample.object_id for sample in samples if sample.object_type == label}
        found = model._base_manager.in_bulk(ids) if ids else {}
        for sample in samples:
            if sample.object_type == label:
                sample.record = found[sample.object_id]
    return samples


def own_request(obj: SharedModel, user: Any) -> AccessRequest | None:
    """The user's own latest request about a record they see in the limited view."""
    return AccessRequest.objects.of(obj).filter(asked_by=user).order_by("-pk").first()


def glass_to_review(obj: SharedModel) -> list[BreakGlass]:
    """Emergencies on this record that nobody has reviewed."""
    return list(_to_review(obj))


def glass_of(obj: SharedModel, uuid: Any) -> BreakGlass | None:
    """An emergency on this record."""
    glass = BreakGlass.objects.of(obj).select_related("user", "membership__team", "reviewed_by")
    return glass.filter(uuid=uuid).first()


def transfer_of(obj: SharedModel) -> Transfer | None:
    """The proposal of this record that waits for an answer."""
    return _proposed(obj).first()


def accesses_that_stay(obj: SharedModel, reader: Any, besides: Team | None = None) -> list[str]:
    """The teams whose access a transfer leaves as it is, as far as the reader may know them.

    Not the team that takes the record over: what it was given ends as it becomes the owner.
    """
    grants = Grant.objects.of(obj).live().filter(user=None).select_related("team")
    if besides is not None:
        grants = grants.exclude(team=besides)
    names = naming(reader, obj)
    return [grant.team.name for grant in grants if names.names_team(grant.team)]


def latest_listing_exceptions(user: User) -> QuerySet:
    """What the user asked for lately, with the answers."""
    return ListingException.objects.filter(user=user).select_related("decided_by", "team")[:3]


def possible_leads(obj: SharedModel, team: Team, by: User) -> QuerySet:
    """Those of a team who can lead a record that it takes over, answered by one of its managers.

    Nobody who is excluded from it; of a restricted record, those who are named on it already.
    """
    people = team.people().exclude(
        pk__in=obj.exclusions.filter(ended_at=None).order_by().values("user")
    )
    if not obj.is_restricted:
        return people
    named = obj.user_holds.live().order_by().values("user")
    return people.filter(Q(pk__in=named) | Q(pk=by.pk))


# Records, each with what waits on it.
Waiting = list[tuple[SharedModel, Any]]


@in_steps
def requests_waiting_for(user: Any) -> Steps:
    """Requests that this user can answer, oldest first, each with its record."""
    return (yield from _of_managed_records(user, _requests_waiting))


@in_steps
def glass_waiting_for(user: Any) -> Steps:
    """Emergencies that this user can review, oldest first, each with its record."""
    return (yield from _of_managed_records(user, _glass_waiting))


def _of_managed_records(user: Any, waiting: Any) -> Steps:
    managed = [m.team_id for m in user.live_memberships if m.role == Membership.Role.MANAGER]
    if not managed:
        return []
    teams = as_array(managed)
    found = yield [waiting.later(model, user=user, teams=teams) for model in shared_models()]
    return (yield from rows_with_records(user, [row for rows in found for row in rows]))


def rows_with_records(user: Any, rows: list[Any]) -> Steps:
    """Each of these rows about records with its record, which `is_read` if the user reads it.

    A row whose record is gone is left out.
    """
    kinds = {model._meta.label_lower: model for model in shared_models()}
    ids = {kind: {row.object_id for row in rows if row.object_type == kind} for kind in kinds}
    asked = [kind for kind, some in ids.items() if some]
    found = yield [
        _records.later(kinds[kind], user=user, ids=as_array(ids[kind])) for kind in asked
    ]
    records = {
        (kind, record.pk): record
        for kind, some in zip(asked, found, strict=True)
        for record in some
    }
    told = [(records.get((row.object_type, row.object_id)), row) for row in rows]
    return [(record, row) for record, row in told if record is not None]


@prepared.query
def _records(model: Any, *, user: Any, ids: Any) -> QuerySet:
    readable = model._default_manager.visible_to(user).filter(pk=OuterRef("pk"))
    records = model._base_manager.filter(pk__any=ids).annotate(is_read=Exists(readable))
    return records.with_subjects().select_related("owner_team")


def _managed_rows(rows: Any, model: Any, user: Any, teams: Any) -> QuerySet:
    """The first of these rows about records that the user reads and these teams manage."""
    records = model._default_manager.visible_to(user).filter(owner_team_id__any=teams)
    return rows.about(records).select_related("membership__team")[:50]


@prepared.compiled
def _requests_waiting(model: Any, *, user: Any, teams: Any) -> QuerySet:
    waiting = AccessRequest.objects.waiting().select_related("asked_by")
    return _managed_rows(waiting, model, user, teams)


@prepared.compiled
def _glass_waiting(model: Any, *, user: Any, teams: Any) -> QuerySet:
    others = BreakGlass.objects.to_review().exclude(user=user.pk).select_related("user")
    return _managed_rows(others, model, user, teams)


@in_steps
def transfers_waiting_for(user: Any) -> Steps:
    """Proposals that this user can accept or decline, oldest first."""
    if not user.has_role(Membership.Role.MANAGER):
        return []
    (found,) = yield [_proposals.later(tuple(shared_models()), user=user)]
    return found


@in_steps
def transfers_with_records(user: Any, most: int) -> Steps:
    """So many of them, each with its record."""
    waiting = yield from transfers_waiting_for.steps(user)
    return (yield from rows_with_records(user, waiting[:most]))


@prepared.query
def _proposals(kinds: Any, *, user: Any) -> QuerySet:
    proposed = Transfer.objects.visible_to(user).proposed()
    return proposed.select_related("from_team", "to_team", "proposed_by")


@in_steps
def listings_waiting_for(user: Any, most: int) -> Steps:
    """Colleagues who ask to list more people than an hour allows."""
    if not user.has_role(Membership.Role.MANAGER):
        return []
    (found,) = yield [_listings.later(most, user=user)]
    return found


@prepared.query
def _listings(most: int, *, user: Any) -> QuerySet:
    waiting = ListingException.objects.visible_to(user).waiting()
    return waiting.select_related("user", "team")[:most]


def administrable_with_reference(user: Any, reference: str) -> SharedModel | None:
    """The record of this exact reference, if the user may share it as administrator."""
    for model in shared_models():
        found = model._default_manager.administrable_by(user).filter(reference=reference).first()
        if found is not None:
            return found
    return None
