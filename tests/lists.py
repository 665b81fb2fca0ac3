"""The questions of the list of people that are asked in a story: filters, search, duplicates.

Each is asked as the pages ask it, of everyone at once; the rule says whom it may show.
"""

from urllib.parse import urlencode

from django.test import RequestFactory
from django.utils import timezone

from profiles.duplicates import Described, possible_duplicates
from profiles.filters import PeopleFilter
from profiles.models import Profile, SavedView

ORDERS = ("name", "-name", "-activity", "activity")


def narrowed(user, query):
    request = RequestFactory().get(f"/profiles/?{query}")
    request.user = user
    return PeopleFilter(request)


def shown(user, query):
    """Whom the page shows, sorted; the count and the ids say the same."""
    found = narrowed(user, query)
    pks = [profile.pk for profile in found.page()]
    assert found.count() == str(len(pks)), query
    assert sorted(found.queryset().ids_for(user, **found.search.how)) == sorted(pks), query
    return sorted(pks)


def those(world, ask):
    return sorted(record.pk for name, record in world.of_kind("person").items() if ask(name))


def by_section(query, *sections):
    """What the list shows with this query: whose sections, each of them, are held."""

    def ask(world, user, name, profile, person):
        wanted = those(
            world, lambda p: all(world.reads(name, p, 1, s) for s in sections or [None])
        )
        return shown(user, query), wanted

    return ask


def quiet(world, user, name, profile, person):
    """Whose log is held, and says nothing since today; and whose risk is high besides."""
    people = Profile.objects.with_section(user, "log").without_contact_since(timezone.localdate())
    high = narrowed(user, "risk=high").queryset()
    return [sorted(one.ids_for(user)) for one in (people, people & high)], [
        those(world, lambda p: world.reads(name, p, 1, "log")),
        those(world, lambda p: all(world.reads(name, p, 1, s) for s in ("log", "risk"))),
    ]


def in_each_order(world, user, name, profile, person):
    """A page at a time, nobody is passed over, whichever hold has the section."""
    people, listed = Profile.objects.with_section(user, "risk").with_section(user, "log"), []
    for order in ORDERS:
        pks, after = [], ""
        while after is not None:
            page = people.page_for(user, order=order, after=after, size=1)
            pks += [one.pk for one in page]
            after = page.next_cursor
        listed.append(sorted(pks))
    both = those(world, lambda p: all(world.reads(name, p, 1, s) for s in ("log", "risk")))
    return listed, [both] * len(ORDERS)


def named(by):
    """A search for the name of the record."""

    def ask(world, user, name, profile, person):
        surname = world.records[person].surname
        same = those(world, lambda p: world.records[p].surname == surname and world.reads(name, p))
        return shown(user, urlencode({"q": surname, "by": by})), same

    return ask


def duplicates(world, user, name, profile, person):
    """By number: those who are read, and those whose existence such a number may tell."""
    found = possible_duplicates(user, Described(surname="Xyzzy", number="2009/0048211P"))
    wanted = {
        record.pk: world.reads(name, p)
        for p, record in world.of_kind("person").items()
        if world.reads(name, p) or world.can_find(name, p)
    }
    return {one.person.pk: one.is_seen for one in found}, wanted


def namesakes(world, user, name, profile, person):
    surname = world.records[person].surname
    found = possible_duplicates(user, Described(surname=surname))
    same = those(world, lambda p: world.records[p].surname == surname and world.reads(name, p))
    return sorted(one.person.pk for one in found), same


def saved_views(world, user, name, profile, person):
    """Nobody has another's; what one shows is what its reader may see now."""
    views = list(SavedView.objects.visible_to(user))
    wanted = [] if name in world.closed else [name]
    high = those(world, lambda p: world.reads(name, p, 1, "risk"))
    return [(view.name, shown(user, view.query)) for view in views], [
        (whose, high) for whose in wanted
    ]


LISTS = {
    "list by risk": by_section("risk=high", "risk"),
    "list by risk, latest first": by_section("risk=high&sort=-activity", "risk"),
    "search among those at risk": by_section(
        "risk=high&q=tannery&by=address", "risk", "contact_details"
    ),
    "list by contact": quiet,
    "list in each order": in_each_order,
    "search by phone": by_section("q=01632+960+331", "contact_details"),
    "search by address": by_section("q=14+tannery&by=address", "contact_details"),
    "search by address, alike": by_section("q=tanery&by=address-alike", "contact_details"),
    "search by number": by_section("q=2009/0048211P"),
    "search by name": named("name"),
    "search by name, alike": named("alike"),
    "search by any": named(""),
    "duplicates": duplicates,
    "namesakes": namesakes,
    "saved views": saved_views,
}
