"""The ways to ask for one reader and one record, each beside what the rule says."""

from access import rules, section_access
from core import policy
from tests.lists import LISTS
from tests.texts import TEXTS

ORDERS = ("name", "-name", "-activity", "activity")


def page(order):
    """Everyone's list in this order, a row a page."""

    def ask(world, user, name, profile, person):
        listed, after = [], ""
        while after is not None:
            page = type(profile).objects.page_for(user, order=order, after=after, size=1)
            listed += [profile.pk for profile in page.rows]
            after = page.next_cursor
        keys = {
            p: (record.surname if "name" in order else world.last_known(name, p), record.number)
            for p, record in world.of_kind(world.records[person].kind).items()
            if world.reads(name, p)
        }
        wanted = sorted(keys, key=keys.get, reverse=order[0] == "-")
        return listed, [world.records[p].pk for p in wanted]

    return ask


def may(action, level, section=None):
    def ask(world, user, name, profile, person):
        return policy.can(user, action, profile), world.reads(name, person, level, section)

    return ask


def perm(codename, level):
    def ask(world, user, name, profile, person):
        meta = profile._meta
        has = user.has_perm(f"{meta.app_label}.{codename}_{meta.model_name}", profile)
        return has, world.reads(name, person, level)

    return ask


def sections(world, user, name, profile, person):
    wanted = {}
    for level, reach in world.paths(name, person):
        for section in reach:
            wanted[section] = max(level, wanted.get(section, 0))
    return section_access.held_sections(user, profile), wanted


def glass(world, user, name, profile, person):
    """Is it through glass that the user reads? Asked of what they read."""
    reads, holds = world.reads(name, person), world.holds_of(name, person)
    return reads and section_access.open_glass(user, profile) is not None, reads and not holds


def sharers(world, user, name, profile, person):
    gives = world.gives(name, person)
    got = rules.gives_access(user, profile), rules.shares(user, profile)
    return got, (gives, gives or world.may_administer(name, person))


def given(world, user, name, profile, person):
    rows = type(profile).objects.filter(rules.given_by(user)).order_by("pk")
    return [row.pk for row in rows], [
        record.pk
        for p, record in world.of_kind(world.records[person].kind).items()
        if world.gives(name, p)
    ]


# Of any kind of record.
OF_ANY = {
    **{f"page by {order}": page(order) for order in ORDERS},
    "has_perm view": perm("view", 1),
    "has_perm contribute": perm("contribute", 2),
    "has_perm manage": perm("manage", 3),
    "sections": sections,
    "glass": glass,
    "sharers": sharers,
    "given_by": given,
    **TEXTS,
}
QUESTIONS = {
    **OF_ANY,
    "can profile.view": may("profile.view", 1),
    "can profile.view_risk": may("profile.view_risk", 1, "risk"),
    "can profile.edit": may("profile.edit", 2),
    "can log.add": may("log.add", 2, "log"),
    **LISTS,
}
