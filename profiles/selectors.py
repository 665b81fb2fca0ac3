"""Queries of pages about people and their log: who wrote in it, who works with whom."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from access.naming import Naming
from agencies.models import Agency, Membership, User
from audit.selectors import lately_opened
from core import policy, prepared
from core.querysets import among, as_array
from core.questions import Steps, in_steps
from core.tidy import folded
from profiles.models import (
    Address,
    Amendment,
    Cohort,
    Contact,
    CustodyStay,
    DueReport,
    Establishment,
    FollowUp,
    Identifier,
    Involvement,
    Need,
    OtherName,
    Profile,
    Report,
    RiskAssessment,
    RiskLevel,
    Role,
    StatutoryStatus,
    Warning,
)
from profiles.querysets import ContactQuerySet
from profiles.risk_shown import NOT_SHARED, risk_shown

# Entries of the log, and what is due, on the overview.
LATEST, DUE = 3, 8
# Of open needs, how many are counted before a release.
OPEN_NEEDS = 100
# Places where the person lives or is staying.
HOMES = 2
NOBODY = as_array([])
# People, where somebody looks for one to name on another page.
MOST_FOUND = 10
# A release stands above every page of a person for so many days.
RELEASE_SHOWN = datetime.timedelta(days=28)
# On Home: reports due within a week, among so many of the team's.
SOON, LOOKED_AT = datetime.timedelta(days=7), 200


def facts_of(person: Profile, sections: Iterable[str], *, in_full: bool) -> dict[str, list[Any]]:
    """What stands above each page of a person; in full, what the overview shows besides.

    All in one statement. Only of the sections given: those that the reader holds.
    """
    parts = frozenset({"log", "reports", "risk", "contact_details"}.intersection(sections))
    today = timezone.localdate()
    found = _facts(
        parts,
        in_full,
        person=person.pk,
        team=person.owner_team_id,
        lead=person.lead_id or 0,
        today=today,
        since=today - RELEASE_SHOWN,
    )
    for rows in found.values():
        for row in rows:
            if not isinstance(row, FollowUp | Membership | Amendment):
                row.profile = person
    _put_added(found.get("latest", []), found.get("added", []))
    return found


def _put_added(entries: list[Contact], amendments: list[Amendment]) -> None:
    """Beside each entry what was added to it: there is no other way to correct one."""
    for entry in entries:
        entry.added = [one for one in amendments if one.contact_id == entry.pk]


@prepared.query
def _facts(
    sections: frozenset[str],
    in_full: bool,
    *,
    person: Any,
    team: Any,
    lead: Any,
    today: Any,
    since: Any,
) -> Any:
    def of_person(model: Any) -> Any:
        return model.objects.filter(profile_id=person)

    found = {
        "roles": of_person(Role).current(today),
        "warnings": of_person(Warning).current(today).select_related("kind"),
        "stays": of_person(CustodyStay).current().with_words(),
        "lead_at_work": Membership.objects.at_work(team, lead)[:1],
        "releases": of_person(CustodyStay).released_since(since).with_words()[:1],
    }
    if "risk" in sections:
        found["risk"] = of_person(RiskAssessment).latest_first()[:1]
    if not in_full:
        return found
    found["identifiers"] = of_person(Identifier).current(today)
    found["statuses"] = of_person(StatutoryStatus).current(today).with_words()
    found["cohorts"] = of_person(Cohort).current().with_words()
    found["involvements"] = of_person(Involvement).current(today).with_words()
    if "contact_details" in sections:
        found["addresses"] = of_person(Address).lived_at(today)[:HOMES]
    if "reports" in sections:
        found["due_reports"] = of_person(DueReport).with_words()
    if "log" in sections:
        latest = of_person(Contact).newest_first()
        found["latest"] = latest.select_related("kind")[:LATEST]
        newest = latest.values("pk")[:LATEST]
        found["added"] = Amendment.objects.filter(contact__in=newest).order_by("pk")
        found["open_needs"] = of_person(Need).still_open().order_by("pk")[:OPEN_NEEDS]
        found["to_do"] = FollowUp.objects.filter(contact__profile_id=person).to_do()[:DUE]
    return found


def people_found(user: User, words: str) -> list[Profile]:
    """People whom a reference or the words of a name find, of those the user can see."""
    if words.upper().startswith(f"{Profile.LETTER}-"):
        seen = policy.accessible(user, "profile.view", Profile)
        keys = seen.filter(reference__iexact=words).values_list("pk", flat=True)
    else:
        keys = Profile.objects.keys_for(user, words=folded(words), size=MOST_FOUND)
    return list(list_rows(keys, user).values())


def list_rows(keys: Iterable[int], user: Any, *, with_names: bool = False) -> dict[int, Profile]:
    """The people with these ids, each with what their row of a list shows, by one statement.

    With their other names too, as `known_as`, where they were looked for by name.
    """
    ids = as_array(keys)
    if ids == NOBODY:
        return {}
    found = _list_rows(with_names, user=user, people=ids, today=timezone.localdate())
    rows = {person.pk: person for person in found["people"]}
    _put_columns(rows, found)
    for person in rows.values():
        person.known_as = []
    for name in found.get("names", ()):
        rows[name.profile_id].known_as.append(name)
    return rows


def with_list_columns(people: Iterable[Profile], user: Any) -> None:
    """Fetch what a row shows beside the record, for all rows: roles, where they are, the risk.

    In one statement. The risk is fetched for those who hold the section.
    """
    put_list_columns(people, user)


@in_steps
def put_list_columns(people: Iterable[Profile], user: Any) -> Steps:
    """As `with_list_columns`, beside what else a page asks."""
    rows = {person.pk: person for person in people}
    if rows:
        asked = _list_columns.later(user=user, people=as_array(rows), today=timezone.localdate())
        (found,) = yield [asked]
        _put_columns(rows, found)


def _put_columns(rows: dict[int, Profile], found: dict[str, list[Any]]) -> None:
    for person in rows.values():
        person.current_roles, person.held_in, person.risk = [], [], NOT_SHARED
        person.prison_number = ""
    for role in found.get("roles", ()):
        rows[role.profile_id].current_roles.append(role)
    for stay in found.get("stays", ()):
        rows[stay.profile_id].held_in.append(stay)
    for identifier in found.get("prison_numbers", ()):
        rows[identifier.profile_id].prison_number = identifier.value
    latest = {assessment.profile_id: assessment for assessment in found.get("risk", ())}
    for pk in found.get("risk_held", ()):
        rows[pk].risk = risk_shown(True, latest.get(pk))


@prepared.query
def _list_columns(*, user: Any, people: Any, today: Any) -> Any:
    return _columns(user, people, today)


@prepared.query
def _list_rows(with_names: bool, *, user: Any, people: Any, today: Any) -> Any:
    rows = Profile._base_manager.filter(pk__any=people).select_related("owner_team")
    names = {"names": OtherName.objects.filter(profile__any=people)} if with_names else {}
    return {"people": rows, **_columns(user, people, today), **names}


def _columns(user: Any, people: Any, today: Any) -> dict[str, QuerySet]:
    held = Profile.objects.visible_to(user, section="risk").filter(pk__in=among(people))
    assessed = RiskAssessment.objects.visible_to(user).filter(profile_id__in=among(people))
    return {
        "roles": Role.objects.filter(profile_id__in=among(people)).current(today),
        "stays": CustodyStay.objects.filter(profile_id__in=among(people)).current().with_words(),
        "prison_numbers": Identifier.objects.filter(
            profile_id__in=among(people), kind=Identifier.Kind.PRISON
        ).current(today),
        "risk_held": held.values_list("pk", flat=True),
        "risk": assessed.filter(is_latest=True).with_words(),
    }


def levels_of_risk() -> list[RiskLevel]:
    """The levels as they are offered today, the most severe first."""
    return list(RiskLevel.objects.offered())


@in_steps
def risk_reviews_overdue(user: Any, most: int) -> Steps:
    """Overdue reviews of risk, of people whom the user leads or whose owner team they manage.

    The longest overdue first.
    """
    if not policy.is_someone(user) or not own_teams(user):
        return []
    places = user.live_memberships
    managed = as_array({p.team_id for p in places if p.role == Membership.Role.MANAGER})
    today = timezone.localdate()
    (found,) = yield [_overdue_reviews.later(most, user=user, managed=managed, today=today)]
    return list(found)


@prepared.query
def _overdue_reviews(most: int, *, user: Any, managed: Any, today: Any) -> QuerySet:
    concerned = Q(profile__lead=user.pk) | Q(profile__owner_team__any=managed)
    found = RiskAssessment.objects.visible_to(user).filter(concerned).review_overdue(today)
    return found.select_related("profile", "level").order_by("review_on", "pk")[:most]


def person_with_reference(user: Any, reference: str) -> Profile | None:
    """The person whose record has this exact reference, if the user sees it."""
    if not reference.startswith(f"{Profile.LETTER}-"):
        return None
    seen = policy.accessible(user, "profile.view", Profile)
    found: Profile | None = seen.filter(reference=reference).first()
    return found


def prisons_of(teams: QuerySet) -> list[Establishment]:
    """The establishments in which these teams work, each with its team."""
    found = Establishment.objects.filter(team__in=teams.values("pk"))
    return list(found.select_related("team"))


@in_steps
def reports_due_soon(user: Any, most: int) -> Steps:
    """Reports that the user's teams owe: overdue, or due within a week; so many, soonest first.

    Of people about whom the user may write reports.
    """
    teams = as_array(own_teams(user))
    if teams == NOBODY:
        return []
    soon = timezone.localdate() + SOON
    # First what the teams owe, by one index; then which of these the user may write.
    (ids,) = yield [_due_soon.later(teams=teams, soon=soon)]
    if not ids:
        return []
    (rows,) = yield [_to_write.later(2 * most, user=user, ids=as_array(ids))]
    each = {(row.profile_id, row.kind_id): row for row in rows}
    return list(each.values())[:most]


def own_teams(user: Any) -> list[int]:
    """Teams in which the user works with records."""
    if not policy.is_someone(user):
        return []
    places = user.live_memberships
    return sorted({p.team_id for p in places if p.role in Membership.RECORD_ROLES})


@prepared.query
def _due_soon(*, teams: Any, soon: Any) -> QuerySet:
    due = DueReport.objects.owed_by(teams).until(soon).order_by("due_on", "pk")
    return due.values_list("pk", flat=True)[:LOOKED_AT]


@prepared.query
def _to_write(most: int, *, user: Any, ids: Any) -> QuerySet:
    found = DueReport.objects.for_writing(user).filter(pk__in=among(ids))
    return found.select_related("kind", "profile").order_by("due_on", "pk")[:most]


def happened_last(facts: dict[str, list[Any]]) -> list[Any]:
    """The latest entries of the log, where it is held, and when the person went in or came out."""
    stays = [*facts["stays"], *facts["releases"]]
    entries = [(contact.happened_on, 1, contact) for contact in facts.get("latest", [])]
    moves = [(stay.ends_on or stay.starts_on, 0, stay) for stay in stays]
    # Entries of one day stay in their order.
    newest = sorted([*entries, *moves], key=lambda one: one[:2], reverse=True)
    return [thing for _, _, thing in newest[:LATEST]]


@in_steps
def how_many_contacts(person: Profile) -> Steps:
    """How many entries the log of a person has."""
    (found,) = yield [_number_of_contacts.later(person=person.pk)]
    return next(iter(found), 0)


@prepared.query
def _number_of_contacts(*, person: Any) -> QuerySet:
    found = Contact.objects.filter(profile=person).order_by().values("profile")
    return found.annotate(number=Count("pk")).values_list("number", flat=True)


def agencies_in(entries: ContactQuerySet) -> QuerySet:
    """The agencies of those who wrote these entries."""
    return Agency.objects.filter(pk__in=entries.order_by().values("written_by_team__agency_id"))


def writers_of(entries: ContactQuerySet, names: Naming) -> QuerySet:
    """Those who wrote these entries, as far as the reader may know them."""
    named = entries.exclude(written_by_team_id__in=names.hidden_teams)
    return User.objects.filter(pk__in=named.order_by().values("written_by_id"))


@in_steps
def people_at_hand(user: Any, viewed: int, own: int) -> Steps:
    """So many people whose record the user opened last, and so many whom they work with, by name.

    They work with those whom they lead, manage on licence, or are named beside. Only those whom
    they may read; each with what a row of a list shows.
    """
    # Looked up first: as one query, the planner may read every hold of the user's.
    looks, mine = yield [
        lately_opened(user, Profile),
        _worked_with.later(user=user, today=timezone.localdate()),
    ]
    opened = list(dict.fromkeys(looks))[: 2 * viewed]
    (found,) = yield [_at_hand.later(own, user=user, opened=as_array(opened), mine=as_array(mine))]
    by_pk = {person.pk: person for person in found["opened"]}
    latest = [by_pk[pk] for pk in opened if pk in by_pk][:viewed]
    theirs = [by_pk.get(person.pk, person) for person in found["own"]]
    yield from put_list_columns.steps([*latest, *theirs], user)
    return latest, theirs


@prepared.query
def _worked_with(*, user: Any, today: Any) -> QuerySet:
    return Profile.objects.worked_with_by(user, today).values_list("pk", flat=True)


@prepared.query
def _at_hand(own: int, *, user: Any, opened: Any, mine: Any) -> Any:
    readable = policy.accessible(user, "profile.list", Profile).select_related("owner_team")
    return {
        "opened": readable.filter(pk__in=among(opened)),
        "own": readable.filter(pk__in=among(mine)).order_by("sort_name", "pk")[:own],
    }


@in_steps
def reports_waiting_for(user: Any, most: int = 20) -> Steps:
    """Reports that this user may approve, those that wait longest first."""
    (found,) = yield [_reports_waiting.later(most, user=user)]
    return found


@prepared.query
def _reports_waiting(most: int, *, user: Any) -> QuerySet:
    waiting = policy.accessible(user, "report.approve", Report).waiting_for(user)
    return waiting.select_related("kind", "profile").order_by("submitted_at")[:most]


@in_steps
def needs_of_teams(user: Any, limit: int) -> Steps:
    """So many open needs that the user's teams have picked up, and so many that wait for them."""
    (found,) = yield [_needs_of_teams.later(limit, user=user)]
    return found["taken"], found["waiting"]


@prepared.query
def _needs_of_teams(limit: int, *, user: Any) -> Any:
    seen = policy.accessible(user, "need.view", Need).with_people()
    return {
        "taken": seen.picked_up_for(user).order_by("picked_up_at", "pk")[:limit],
        "waiting": seen.waiting_for(user).order_by("pk")[:limit],
    }
