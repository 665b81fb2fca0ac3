"""The RJ register, as its own search finds people and entries in it."""

from django.urls import reverse
from django.utils.http import urlencode

from agencies.models import Area
from home.search.asked import Asked
from home.search.rows import Group, Look, Row
from referrals.found import Person
from referrals.models import Intervention
from referrals.parties import subjects_shown
from referrals.results import Results, register_of
from referrals.search import RegisterSearch

DATED = "The RJ register is searched without dates. Remove the dates to search it."


def find(asked: Asked) -> Group:
    """Who takes part in interventions of the reader's areas, or entries with the words."""
    group = Group("register", [Look(Area, "rj.search")])
    register = register_of(asked.user)
    if not register.areas or not any(sign.isalnum() for sign in asked.words):
        return group
    if asked.is_dated:
        group.note = DATED
        return group
    search = RegisterSearch(asked.user, register.ids, asked.words)
    if asked.is_found:
        search.methods = [method for method in search.methods if method.is_exact]
    results = Results(asked.user, register, search)
    method = search.method
    group.looks = [
        Look(Area, "rj.search", detail={"by": method.name if method else "", "by_name": True})
    ]
    if results.is_empty:
        return group
    group.all_url = f"{reverse('rj:search')}?{urlencode({'q': asked.words})}"
    if results.of_entries:
        people_in = {one.pk: subjects_shown([one]) for one in results.entries}
        found = [_entry(one, asked, people_in[one.pk]) for one in results.entries]
    else:
        people = [*([results.main] if results.main else []), *results.others]
        found = [_person(one, asked) for one in people]
    group.rows = found[: asked.size]
    if not results.has_more and len(found) <= asked.size:
        group.count = str(len(found))
    group.is_alike = search.fell_back
    if search.fell_back:
        group.note = f"Nobody {search.sought} is in the RJ register. These are similar."
    return group


def _entry(entry: Intervention, asked: Asked, people: list[int]) -> Row:
    return Row(
        "register",
        entry.uuid,
        entry.reference,
        str(entry.offence),
        reverse("rj:entry", args=[entry.uuid]),
        entry.happened_on,
        str(entry.level),
        mark=asked.folded,
        subjects=people,
    )


def _person(person: Person, asked: Asked) -> Row:
    party = person.latest
    where = {"q": asked.words, "party": party.uuid}
    return Row(
        "register",
        party.uuid,
        party.intervention.reference,
        person.name,
        f"{reverse('rj:search')}?{urlencode(where)}",
        party.happened_on,
        person.in_a_line,
        mark=asked.folded,
        subjects=[person.profile] if person.profile else [],
    )
