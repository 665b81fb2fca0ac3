"""The signed table of people holds for a second kind of record, and its pages are the same."""

from django.urls import reverse

from core import policy
from tests.cast import made_once
from tests.test_matrix import CELLS, make_actors
from tests.throwaway.factories import make_parcel
from tests.throwaway.models import Parcel

# What access says of any record is signed with people; the kind's own actions stand beside.
OF_ANY_KIND = [cell for cell in CELLS if cell[0].split(".")[0] in ("access", "owner", "history")]
AS_FOR_PEOPLE = {
    "parcel.view": "profile.view",
    "parcel.list": "profile.list",
    "parcel.edit": "profile.edit",
    "parcel.add": "log.add",
}


def make_actors_of_a_parcel(cast):
    cast.person = make_parcel(cast.manager, title="Trunk")
    return make_actors(cast)


made, db, cast, actors = made_once(make_actors_of_a_parcel)


def test_the_signed_table_holds_for_a_parcel(cast, actors):
    parcel = cast.person
    own = [
        (ours, who, may)
        for action, who, may in CELLS
        for ours, theirs in AS_FOR_PEOPLE.items()
        if theirs == action
    ]

    wrong = [
        f"{actor} {'may not' if allowed else 'may'} {action}"
        for action, actor, allowed in [*OF_ANY_KIND, *own]
        if policy.can(actors[actor], action, parcel) is not allowed
    ]

    assert isinstance(parcel, Parcel)
    assert len({action for action, _, _ in OF_ANY_KIND}) > 12
    assert wrong == []


def test_every_rule_of_the_kind_is_compared():
    assert {name for name in policy.rules() if name.startswith("parcel.")} == set(AS_FOR_PEOPLE)


def test_the_addresses_are_those_of_people(cast):
    names = [
        *("overview", "sharing", "grant", "restrict", "lift", "transfer", "withdraw", "exclude"),
        *("break-glass", "request-access", "history"),
    ]
    uuid = cast.person.uuid

    for name in names:
        ours, theirs = (reverse(f"{app}:{name}", args=[uuid]) for app in ("throwaway", "profiles"))
        assert ours.removeprefix("/throwaway") == theirs.removeprefix("/profiles")
