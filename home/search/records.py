"""Cases by the words of their titles, tasks by what they ask, referrals by what they say."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.http import urlencode

from cases.models import Case
from core import prepared
from core.paging import Page, page_down
from core.querysets import among, as_array
from home.search.asked import Asked
from home.search.marking import found_in, marks_of, piece_of
from home.search.rows import Group, Look, Row
from home.search.spelling import nearly
from home.search.texts import few_ids
from referrals.models import Consultation, Party, Referral
from tasks.models import Task
from tasks.selectors import ALL, attach, own_teams

CASES = [Look(Case, "case.list", is_limited=False)]
TASKS = [Look(Task, "task.list")]
REFERRALS = [Look(Referral, "referral.list")]
NEEDS_LETTERS = "Enter at least three letters or digits in a row to find {}."
SPELT_ALIKE = "No case title has “{}”. These have similar words."
BY_DAY = "{} cannot be found by a date alone. Add a word."
# Referrals, at most, that are looked through: the latest of each way in.
MOST = 1_000
LATEST_ALONE = "Only your teams’ latest 1,000 referrals were searched."


# ---- Cases --------------------------------------------------------------------------------------
def cases(asked: Asked) -> Group:
    """Cases with each of the words in their title; else with words that are like them."""
    everything = f"{reverse('cases:list')}?{urlencode({'q': asked.words})}"
    group = Group("cases", CASES, all_url=everything, is_first=not asked.after)
    if asked.is_day_alone or not asked.folded:
        group.note = BY_DAY.format("Cases")
        return group
    # Narrowed to the reader by `keys_for` and `first_for`.
    seen = Case.objects.filter(opened_on__range=asked.days) if asked.is_dated else Case.objects
    keys, is_alike = _case_keys(asked, seen.all())
    group.note, group.is_alike = SPELT_ALIKE.format(asked.words) if is_alike else "", is_alike
    rows = {one.pk: one for one in _cases(user=asked.user, ids=as_array(keys))} if keys else {}
    group.rows = [_case(rows[pk], asked) for pk in keys if pk in rows]
    if is_alike:
        # The list of cases finds only what has the words themselves.
        group.all_url = ""
    else:
        group.next_cursor = keys.next_cursor or ""
    if group.is_first and not keys.next_cursor:
        group.count = str(len(group.rows))
    return group


def _case_keys(asked: Asked, seen: Any) -> tuple[Page, bool]:
    """A page of ids; and have they words like these, since none has the words themselves?"""
    words = {"words": asked.folded}
    if asked.after or not asked.has_letters or asked.is_found:
        return seen.keys_for(asked.user, after=asked.after, size=asked.size, **words), False
    tries = [(seen, words), (seen, {**words, "alike": True})]
    number, keys, _ = seen.first_for(asked.user, tries, size=asked.size)
    return keys, number == 1


@prepared.query
def _cases(*, user: Any, ids: Any) -> QuerySet:
    return Case.objects.visible_to(user).with_words().with_subjects().filter(pk__any=ids)


def _case(case: Case, asked: Asked) -> Row:
    return Row(
        "cases",
        case.uuid,
        case.reference,
        case.title,
        case.get_absolute_url(),
        case.opened_on,
        day_is="Opened",
        who=f"{case.kind} · {case.owner_team}",
        mark=asked.folded,
        tag=("Open", "blue") if case.is_open else ("Closed", "grey"),
        subjects=case.found_subjects or (),
    )


# ---- Tasks --------------------------------------------------------------------------------------
def tasks(asked: Asked) -> Group:
    """Tasks that the reader reads and that ask in these words."""
    everything = f"{reverse('tasks:list')}?{urlencode({'tab': ALL, 'q': asked.words})}"
    group = Group("tasks", TASKS, all_url=everything)
    teams = own_teams(asked.user)
    if asked.is_day_alone:
        group.note = BY_DAY.format("Tasks")
        return group
    if not asked.has_letters:
        group.note = NEEDS_LETTERS.format("tasks")
        return group
    if not teams:
        return group
    first, last = asked.days
    found = _tasks(
        asked.size + 1,
        user=asked.user,
        teams=as_array(teams),
        words=asked.corrected,
        first=first,
        last=last,
    )
    shown = attach(found[: asked.size], asked.user)
    group.rows = [_task(task, asked) for task in shown]
    group.count = "" if len(found) > asked.size else str(len(shown))
    if asked.near and shown:
        # The list of tasks finds only what has the words themselves.
        group.all_url = f"{reverse('tasks:list')}?{urlencode({'tab': ALL, 'q': asked.corrected})}"
        group.note = nearly(asked, (f"{task.title} {task.detail}" for task in shown))
        group.is_alike = True
    return group


@prepared.query
def _tasks(most: int, *, user: Any, teams: Any, words: Any, first: Any, last: Any) -> QuerySet:
    """As the list of tasks finds them, among those that are due within these days."""
    due = Task.objects.filter(due_on__gte=first, due_on__lte=last)
    asking = due.asking_in(teams, words).readable_by(user).by_due_day()[:most]
    return (
        Task.objects.filter(pk__any=ArraySubquery(asking.values("pk"))).with_words().by_due_day()
    )


def _task(task: Task, asked: Asked) -> Row:
    marks = set(asked.corrected.split())
    return Row(
        "tasks",
        task.uuid,
        task.reference,
        task.title,
        task.get_absolute_url(),
        task.due_on,
        piece_of(task.detail, marks),
        day_is="Due",
        mark=asked.corrected,
        who=f"From {task.sender_team_words}",
        tag=(task.get_state_display(), "blue" if task.is_open else "grey"),
        subjects=task.subject_ids(),
    )


# ---- Referrals ----------------------------------------------------------------------------------
def referrals(asked: Asked) -> Group:
    """Referrals whose words the reader reads: by what they say, and by who takes part."""
    group = Group("referrals", REFERRALS, is_first=not asked.after)
    if asked.is_day_alone or not asked.folded:
        group.note = BY_DAY.format("Referrals")
        return group
    ids = _referrals_at_hand(asked.user)
    if not ids:
        return group
    seen = Referral.objects.readable_by(asked.user).filter(pk__in=among(ids))
    for word in asked.folded.split()[:8]:
        of_party = Party.objects.filter(
            intervention_id=OuterRef("intervention_id"), search_names__contains=word
        )
        seen = seen.filter(
            Q(intervention__search_words__contains=word) | Q(Exists(of_party.order_by()))
        )
    if asked.is_dated:
        seen = seen.filter(intervention__happened_on__range=asked.days)
    page = page_down(seen.with_words(), "pk", after=asked.after, size=asked.size)
    found = found_in((one.intervention.summary for one in page), asked.folded.split())
    people = _people_in(page)
    group.rows = [_referral(one, found, people[one.intervention_id]) for one in page]
    group.next_cursor = page.next_cursor or ""
    group.note = LATEST_ALONE if len(ids) >= MOST else ""
    return group


def _referrals_at_hand(user: Any) -> list[int]:
    """The ids of the latest referrals that the user may see, by each way in: so many at most."""
    teams, cases = own_teams(user), few_ids(user, Case) or []
    if not teams:
        return []
    return list(_at_hand(user=user, teams=as_array(teams), cases=as_array(cases)))


@prepared.query
def _at_hand(*, user: Any, teams: Any, cases: Any) -> QuerySet:
    latest = Referral.objects.order_by("-moved_at", "-pk").values_list("pk", flat=True)
    asked = Consultation.objects.filter(champion_id=user.pk).order_by()
    return latest.filter(author_team__any=teams)[:MOST].union(
        latest.filter(to_team__any=teams)[:MOST],
        latest.filter(pk__in=asked.values("referral_id"))[:MOST],
        latest.filter(intervention__case__any=cases)[:MOST],
    )


def _people_in(referrals: Iterable[Referral]) -> dict[int, list[int]]:
    """The ids of the people with a record in these, for the log of events."""
    entries = [one.intervention_id for one in referrals]
    found: dict[int, list[int]] = defaultdict(list)
    if entries:
        named = Party.objects.filter(profile__isnull=False, intervention__in=entries).order_by()
        for entry, person in named.values_list("intervention_id", "profile_id"):
            found[entry].append(person)
    return found


def _referral(referral: Referral, found: set[str], people: list[int]) -> Row:
    entry = referral.intervention
    text = piece_of(entry.summary, found)
    title = str(entry.offence)
    return Row(
        "referrals",
        referral.uuid,
        referral.reference,
        title,
        referral.get_absolute_url(),
        entry.happened_on,
        text,
        mark=marks_of(f"{title} {text}", found),
        tag=(referral.get_state_display(), "blue" if referral.is_open else "grey"),
        subjects=people,
    )
