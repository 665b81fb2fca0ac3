"""Where the sharing pages get their rows: scoped to what the reader may name or answer."""

import datetime
from typing import Any

from django.db.models import Q, QuerySet

from access.kinds import shared_models
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
from audit.selectors import acts_on, reads_of
from audit.words import Line, in_words
from core import prepared
from core.paging import Page, page_down
from core.querysets import as_array


def teams_to_name(user: Any) -> QuerySet:
    """The teams a user can give access to: the directory."""
    return Team.objects.visible_to(user)


def people_to_name(user: Any) -> QuerySet:
    """Memberships of the people a user can name."""
    return Membership.objects.in_directory_of(user)


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
    page = page_down(events.without_teams(names.hidden_teams), "pk", after=after)
    return page, in_words(list(page.rows), names.row)


def exclusions_of(obj: SharedModel) -> list[Exclusion]:
    """The exclusions in force."""
    return list(obj.exclusions.filter(ended_at=None).select_related("user", "excluded_by"))


def requests_to_answer(obj: SharedModel) -> list[AccessRequest]:
    """The requests waiting on this record, for those who may answer them."""
    waiting = AccessRequest.objects.of(obj).unanswered()
    return list(waiting.select_related("asked_by", "membership__team"))


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
    return list(BreakGlass.objects.of(obj).to_review().select_related("user", "membership__team"))


def glass_of(obj: SharedModel, uuid: Any) -> BreakGlass | None:
    """An emergency on this record."""
    glass = BreakGlass.objects.of(obj).select_related("user", "membership__team", "reviewed_by")
    return glass.filter(uuid=uuid).first()


def transfer_of(obj: SharedModel) -> Transfer | None:
    """The proposal of this record that waits for an answer."""
    proposed = Transfer.objects.of(obj).proposed()
    return proposed.select_related("to_team", "from_team", "proposed_by").first()


def accesses_that_stay(obj: SharedModel, reader: Any) -> list[str]:
    """The teams whose access a transfer leaves as it is, as far as the reader may know them."""
    grants = Grant.objects.of(obj).live().filter(user=None).select_related("team")
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


Waiting = list[tuple[SharedModel, Any]]


def requests_waiting_for(user: Any) -> Waiting:
    """Requests that this user can answer, oldest first, each with its record."""
    return _of_managed_records(user, _requests_waiting)


def glass_waiting_for(user: Any) -> Waiting:
    """Emergencies that this user can review, oldest first, each with its record."""
    return _of_managed_records(user, _glass_waiting)


def _of_managed_records(user: Any, waiting: Any) -> Waiting:
    found: Waiting = []
    managed = [m.team_id for m in user.live_memberships if m.role == Membership.Role.MANAGER]
    if not managed:
        return found
    for model in shared_models():
        about = waiting(model, user=user, teams=as_array(managed))
        ids = {row.object_id for row in about}
        by_id = model._base_manager.in_bulk(ids) if ids else {}
        found += [(by_id[row.object_id], row) for row in about]
    return found


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


def transfers_waiting_for(user: Any) -> list[Transfer]:
    """Proposals that this user can accept or decline, oldest first."""
    if not user.has_role(Membership.Role.MANAGER):
        return []
    return _proposals(tuple(shared_models()), user=user)


@prepared.query
def _proposals(kinds: Any, *, user: Any) -> QuerySet:
    proposed = Transfer.objects.visible_to(user).proposed()
    return proposed.select_related("from_team", "to_team", "proposed_by")


def questions_for(user: Any) -> Waiting:
    """The user's own requests about which a manager wants to know more, each with its record."""
    found: Waiting = []
    asked = _questions(user=user)
    for model in shared_models() if asked else []:
        known = model._default_manager.known_to(user)
        about = list(AccessRequest.objects.filter(pk__in=asked).about(known))
        by_id = known.in_bulk({row.object_id for row in about})
        found += [(by_id[row.object_id], row) for row in about]
    return found


@prepared.query
def _questions(*, user: Any) -> QuerySet:
    asked = AccessRequest.objects.filter(asked_by=user.pk, state=AccessRequest.State.MORE)
    return asked.values_list("pk", flat=True)


def administrable_with_reference(user: Any, reference: str) -> SharedModel | None:
    """The record of this exact reference, if the user may share it as administrator."""
    for model in shared_models():
        found = model._default_manager.administrable_by(user).filter(reference=reference).first()
        if found is not None:
            return found
    return None
