"""Where the notices of a person come from, what each says to them, where it leads."""

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from access.kinds import shared_models
from agencies.models import Agreement, JoiningProposal, Membership, Team, User
from alerts.audiences import EPISODES, Audience, Pair
from alerts.factor_models import Firing, Judgement
from alerts.models import AlertEmail, Level, Notice
from alerts.sentences import A_RECORD, filled, teams_in
from cases.models import Case
from core import policy, prepared
from core.querysets import as_array
from core.questions import Steps, in_steps
from core.request_cache import cached_for_request, recall
from galleries.models import Entry, Gallery, Offer
from galleries.tiles import face_on, may_offer, name_on, offer_address
from missing.models import Episode
from referrals.models import Referral
from tasks.models import Task
from tasks.selectors import attach

TOP = Level.CRITICAL
# The tabs of the inbox, as the address names them.
NEW, TEAM, SNOOZED, DONE = "new", "team", "snoozed", "done"
TASK, A_TASK = Task._meta.label_lower, "a task"
FIRING, CASE = Firing._meta.label_lower, Case._meta.label_lower
REFERRAL, A_REFERRAL = Referral._meta.label_lower, "a referral"
ENTRY, AN_ENTRY = Entry._meta.label_lower, "a person on a gallery"


def new_notices(user: Any, among: Collection[Pair] | None = None) -> QuerySet:
    """What the user has not dismissed, and nobody has answered yet."""
    return Notice.objects.visible_to(user, among=among).new()


class Counts(NamedTuple):
    """How many notices are new, counted to 100, and how many of these are critical."""

    new: int = 0
    critical: int = 0
    snoozed: int = 0


@in_steps
def newest_notices(user: Any) -> Steps:
    """For Home, the most urgent first, the latest of them; without what waits there for an answer.

    Critical ones stand on Home by themselves.
    """
    pairs = yield from notice_pairs.steps(user)
    if not pairs:
        cached_for_request(_counts(user), Counts)
        return []
    newest, levels = yield [
        _newest.later(pairs, user=user),
        _first_hundred.later(pairs, user=user),
    ]
    cached_for_request(_counts(user), lambda: _counted(levels))
    return (yield from fill.steps(newest, user))


@in_steps
def critical_notices(user: Any) -> Steps:
    """Those that are new and critical, for the top of Home."""
    found = yield from _unseen_pairs(user)
    pairs = tuple(sorted({(kind, audience) for kind, audience, level in found if level == TOP}))
    if not pairs:
        return []
    (critical,) = yield [_critical.later(pairs, user=user)]
    return (yield from fill.steps(critical, user))


@in_steps
def counts_of(user: Any) -> Steps:
    """How many are new and critical: the counter of every page."""
    counts = recall(_counts(user))
    if counts is not None:
        return counts
    pairs = yield from notice_pairs.steps(user)
    levels = []
    if pairs:
        (levels,) = yield [_first_hundred.later(pairs, user=user)]
    return cached_for_request(_counts(user), lambda: _counted(levels))


@in_steps
def tab_counts(user: Any) -> Steps:
    """As `counts_of`, and how many are snoozed; the counter of the page need not ask again."""
    pairs = yield from notice_pairs.steps(user)
    if not pairs:
        return cached_for_request(_counts(user), Counts)
    levels, snoozed = yield [
        _first_hundred.later(pairs, user=user),
        _hundred_snoozed.later(pairs, user=user),
    ]
    counts = _counted(levels)._replace(snoozed=len(snoozed))
    return cached_for_request(_counts(user), lambda: counts)


@in_steps
def how_many_new(user: Any) -> Steps:
    """How many there are, counted to 100."""
    counts = yield from counts_of.steps(user)
    return counts.new


@in_steps
def notice_pairs(user: Any) -> Steps:
    """What the user's notices are about and for, by kind and audience; nothing without notices.

    PostgreSQL takes long to plan who may be told: it is asked about what there is alone.
    """
    found = yield from _unseen_pairs(user)
    return tuple(sorted({(kind, audience) for kind, audience, _ in found}))


def _unseen_pairs(user: Any) -> Steps:
    (found,) = yield [_pairs.later(user=user)]
    return found


@prepared.query
def _pairs(*, user: Any) -> QuerySet:
    """Of the user's own, also if they may no longer be told: only to see what there is."""
    own = Notice.objects.filter(recipient_id=user.pk, seen_at=None)
    return own.order_by().values_list("object_type", "audience", "level").distinct()


def _counts(user: Any) -> tuple[str, int]:
    return ("new notices", user.pk)


def _counted(levels: Collection[int]) -> Counts:
    return Counts(len(levels), sum(level == TOP for level in levels))


@prepared.query
def _newest(pairs: tuple[Pair, ...], *, user: Any) -> QuerySet:
    new = new_notices(user, pairs).filter(level__lt=TOP).beside_what_waits(user)
    return new.with_people().order_by("-level", "-made_at", "-pk")[:10]


@prepared.query
def _critical(pairs: tuple[Pair, ...], *, user: Any) -> QuerySet:
    new = new_notices(user, pairs).filter(level=TOP)
    return new.with_people().order_by("-made_at", "-pk")[:10]


@prepared.query
def _first_hundred(pairs: tuple[Pair, ...], *, user: Any) -> QuerySet:
    new = new_notices(user, pairs).order_by("-level")
    return new.values_list("level", flat=True)[:100]


@prepared.query
def _hundred_snoozed(pairs: tuple[Pair, ...], *, user: Any) -> QuerySet:
    snoozed = Notice.objects.visible_to(user, among=pairs).snoozed().order_by()
    return snoozed.values_list("pk", flat=True)[:100]


def notices_in(tab: str, user: Any) -> QuerySet:
    """The notices of a tab of the inbox; `team` has those that the user may take of colleagues."""
    if tab == TEAM:
        takable = policy.accessible(user, "notice.take", Notice).filter(seen_at=None)
        return takable.with_state().with_people()
    own = policy.accessible(user, "notice.list", Notice)
    found = {SNOOZED: own.snoozed, DONE: own.dealt_with}.get(tab, own.new)()
    return found.with_state().with_people()


@in_steps
def fill(notices: Iterable[Notice], user: Any) -> Steps:
    """Give each its words, and whether it opens, as the user may know now: by one statement."""
    shown = list(notices)
    teams = {pk for notice in shown for pk in teams_in(notice.text)}
    found: dict[Any, list[Any]] = {}
    if teams or any(notice.object_type for notice in shown):
        ids = as_array(notice.pk for notice in shown)
        kinds = tuple(sorted({notice.object_type for notice in shown}))
        (found,) = yield [_named.later(kinds, user=user, notices=ids, teams=as_array(teams))]
    named = found.pop("teams", [])
    if found.get(TASK):
        yield from attach.steps(found[TASK], user)
    rows = {(kind, getattr(row, "pk", row)): row for kind, some in found.items() for row in some}
    for notice in shown:
        about = rows.get((notice.object_type, notice.object_id))
        if notice.audience == Audience.NO_RECORD:
            _fill(notice, None, named)
            notice.opens = bool(notice.address or about)
        elif notice.object_type == TASK:
            _fill_of_task(notice, about, named)
        elif notice.object_type == REFERRAL:
            _fill_of_referral(notice, about, named)
        elif notice.object_type == ENTRY:
            _fill_of_entry(notice, about, named, user)
        elif notice.object_type == FIRING:
            _fill_of_firing(notice, about, named)
        else:
            _fill(notice, about, named)
    return shown


def _fill(notice: Notice, record: Any, teams: list[Any]) -> None:
    # Managers of the owner team are told the names of discreet teams too.
    is_manager = notice.audience == Audience.MANAGERS
    names = {team.pk: team.name for team in teams if team.is_own or is_manager}
    notice.record = record if record and record.is_read else None
    notice.words = filled(notice.text, record=_words_for(notice, record), teams=names)
    known = record is not None and (record.is_read or record.is_known)
    notice.opens = bool(notice.address or known)


def _fill_of_task(notice: Notice, task: Any, teams: list[Any]) -> None:
    """A task says itself what it is about, as the reader may know it."""
    names = {team.pk: team.name for team in teams if team.is_own}
    notice.record, notice.opens = task and task.record, task is not None
    called = f"{task.title} ({task.reference})" if task else A_TASK
    notice.words = filled(notice.text, record=called, teams=names)


def _fill_of_referral(notice: Notice, referral: Any, teams: list[Any]) -> None:
    """By its reference, which names nobody in it."""
    names = {team.pk: team.name for team in teams if team.is_own}
    notice.record, notice.opens = None, referral is not None
    called = f"referral {referral.reference}" if referral else A_REFERRAL
    notice.words = filled(notice.text, record=called, teams=names)


def _fill_of_entry(notice: Notice, entry: Any, teams: list[Any], user: Any) -> None:
    """As the tile names the person, on which gallery; and where the reader offers help."""
    names = {team.pk: team.name for team in teams if team.is_own}
    notice.record, notice.opens = None, entry is not None
    called = AN_ENTRY
    if entry is not None:
        named = entry.gallery.names != Gallery.Names.NONE
        # Whom the notice names counts as shown, as on the tile.
        notice.record = entry if named else None
        notice.tile_face = face_on(entry)
        called = f"{name_on(entry)} ({entry.gallery})" if named else f"a person on {entry.gallery}"
        # Not in what tells of an offer and its answer.
        is_announced = notice.level >= Level.HIGH and may_offer(user, entry)
        notice.has_left = entry.is_over
        notice.has_offered = is_announced and entry.has_offered
        notice.offer = "" if notice.has_offered or not is_announced else offer_address(entry)
    notice.words = filled(notice.text, record=called, teams=names)


def _fill_of_firing(notice: Notice, firing: Any, teams: list[Any]) -> None:
    """Of a rule: the person, named to who may still read all that it fired on."""
    names = {team.pk: team.name for team in teams if team.is_own}
    notice.firing = firing
    notice.record, notice.opens = firing and firing.profile, firing is not None
    called = f"{firing.profile} ({firing.profile.reference})" if firing else A_RECORD
    notice.words = filled(notice.text, record=called, teams=names)


def _words_for(notice: Notice, record: Any) -> str:
    """Name and reference to a reader; the reference to who may know; nothing of it to others."""
    if record is None:
        return A_RECORD
    if record.is_read:
        # Of an episode, who is missing: the title of its case names nobody.
        name = record.missing_name if notice.audience in EPISODES else record
        return f"{name or record} ({record.reference})"
    if record.is_known or notice.audience == Audience.RECEIVERS:
        return str(record.reference)
    return A_RECORD


# Kinds that are no records, whose pages notices lead to.
AGREEMENT = "agencies.agreement"
PAGES = {
    AGREEMENT,
    "agencies.user",
    "agencies.team",
    "agencies.joiningproposal",
    "agencies.membership",
}


def _pages_for(user: Any) -> dict[str, QuerySet]:
    """What notices about no record lead to: of each kind, the rows whose page opens for them."""
    teams = policy.accessible(user, "team.manage", Team)
    return {
        AGREEMENT: policy.accessible(user, "agreement.view", Agreement),
        "agencies.user": policy.accessible(user, "user.view", User),
        "agencies.team": policy.accessible(user, "team.view", Team),
        "agencies.joiningproposal": policy.accessible(user, "membership.review", JoiningProposal),
        "agencies.membership": Membership.objects.filter(team__in=teams.values("pk")),
    }


def address_of(notice: Notice) -> str:
    """Where a notice that opens leads."""
    if notice.address:
        return notice.address
    row = apps.get_model(notice.object_type)._base_manager.get(pk=notice.object_id)
    return str(row.get_absolute_url())


@prepared.query
def _named(kinds: tuple[str, ...], *, user: Any, notices: Any, teams: Any) -> dict[str, QuerySet]:
    """The records of these notices, how much of each the user may be told, and the teams named."""
    own = Membership.objects.live().filter(user_id=user.pk).values("team_id")
    is_own = Q(is_discreet=False) | Q(pk__in=own)
    found = {"teams": Team.objects.filter(pk__any=teams).annotate(is_own=is_own)}
    for model in [one for one in shared_models() if one._meta.label_lower in kinds]:
        about = _about(notices, model._meta.label_lower)
        here = {"pk": OuterRef("pk")}
        records, base = model._default_manager, model._base_manager
        found[model._meta.label_lower] = base.filter(pk__in=about.values("object_id")).annotate(
            is_read=Exists(records.visible_to(user).filter(**here)),
            is_known=Exists(records.stubs_for(user).filter(**here)),
        )
    if CASE in kinds:
        missing = Episode.objects.visible_to(user).filter(case_id=OuterRef("pk"))
        found[CASE] = found[CASE].annotate(missing_name=missing.values("name")[:1])
    if TASK in kinds:
        tasks = policy.accessible(user, "task.view", Task).with_words()
        found[TASK] = tasks.filter(pk__in=_about(notices, TASK).values("object_id"))
    if FIRING in kinds:
        said = Judgement.objects.filter(firing=OuterRef("pk"), user_id=user.pk)
        firings = policy.accessible(user, "firing.view", Firing).select_related("profile")
        firings = firings.annotate(said=Subquery(said.values("is_useful")[:1]))
        found[FIRING] = firings.filter(pk__in=_about(notices, FIRING).values("object_id"))
    if REFERRAL in kinds:
        referrals = policy.accessible(user, "referral.view", Referral)
        found[REFERRAL] = referrals.filter(pk__in=_about(notices, REFERRAL).values("object_id"))
    if ENTRY in kinds:
        entries = policy.accessible(user, "gallery.view_entry", Entry)
        own = Offer.objects.waiting().filter(entry=OuterRef("pk"), by_id=user.pk)
        entries = entries.select_related("gallery", "profile__photo").annotate(
            has_offered=Exists(own)
        )
        found[ENTRY] = entries.filter(pk__in=_about(notices, ENTRY).values("object_id"))
    # One of them always, so that every shape of the statement asks of the notices.
    for kind in sorted(PAGES.intersection([*kinds, AGREEMENT])):
        pages = _pages_for(user)[kind]
        open_pages = pages.filter(pk__in=_about(notices, kind).values("object_id"))
        found[kind] = open_pages.order_by().values_list("pk", flat=True)
    return found


def _about(notices: Any, kind: str) -> QuerySet:
    return Notice.objects.filter(pk__any=notices, object_type=kind)


def colleagues_of(user: Any) -> QuerySet:
    """To whom the user may hand on a notice, if they may be told too: people of their teams."""
    teams = Membership.objects.with_record_access(user).values("team_id")
    places = Membership.objects.live().filter(team_id__in=teams, role__in=Membership.RECORD_ROLES)
    people = User.objects.filter(pk__in=places.values("user_id"), is_program=False)
    return people.exclude(pk=user.pk).order_by("name")


def given_up_emails(user: Any) -> QuerySet:
    """E-mails to people whom an administrator looks after, that no mail server took."""
    emails = policy.accessible(user, "email.list", AlertEmail).given_up()
    return emails.select_related("recipient")
