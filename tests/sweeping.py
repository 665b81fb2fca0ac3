"""What the sweeps share: every address, a world with something behind each, and cuts."""

import re
import uuid

from django.urls import URLPattern, get_resolver
from django.utils import timezone

from access.services import (
    accept_transfer,
    ask_for_access,
    break_glass,
    end_access,
    exclude_person,
    propose_transfer,
    restrict_record,
)
from access.tests.factories import LawfulBasisFactory, give, run_out
from agencies.models import Membership
from agencies.tests.factories import TeamFactory, member
from core import policy
from profiles.models import Profile, ProfileTeamHold
from profiles.tests import factories
from profiles.tests.factories import EstablishmentFactory, FollowUpFactory, WarningFactory

# Pages that need no sign-in, and why.
PUBLIC = {
    "account_login": "signing in",
    "mfa_authenticate": "the second step of signing in",
    "account_inactive": "says that an account is closed",
    "home:ready": "for a load balancer; no data",
    "agencies:invitation": "a new colleague chooses a password by a secret link",
}
# Pages of allauth about the reader's own account, behind sign-in.
OWN_ACCOUNT = re.compile(r"^(account_|mfa_|usersessions_)")


def walk(patterns, space="", prefix=""):
    for entry in patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield f"{space}{entry.name}", route, entry.callback
        else:
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from walk(entry.url_patterns, inner, route)


ROUTES = list(walk(get_resolver().url_patterns))
OBJECT_ROUTES = [(name, route) for name, route, view in ROUTES if "profiles/<uuid:uuid>" in route]
METHODS = ["get", "post", "head", "options", "put", "patch", "delete"]


def stands_on(name):
    """The queryset from which the page of this address takes its record."""
    view = next(view for route_name, _, view in ROUTES if route_name == name)
    actions = view.view_class.declared_actions()
    (source,) = {policy.rules()[action].stands_on for action in actions}
    return source


def address(route, **values):
    """The address with these values; every other part is filled with what never existed."""

    def fill(match):
        kind, _, name = match.group(1).rpartition(":")
        fallback = "warnings" if kind == "slug" else uuid.uuid4() if kind == "uuid" else 987654321
        return str(values.get(name, fallback))

    return "/" + re.sub(r"<([^>]+)>", fill, route)


def masked(response):
    """What was answered, without what differs for every request."""
    body = re.sub(rb'(nonce|name="csrfmiddlewaretoken" value)="[^"]+"', b"", response.content)
    body = re.sub(rb"\d{1,2}(:\d\d)?[ap]m", b"", body)  # the minute may turn between two answers
    headers = {k: v for k, v in response.headers.items() if k != "Content-Security-Policy"}
    headers.pop("X-Request-Id", None)
    return response.status_code, body, headers


def make_shared_world(record, manager):
    """One record of any kind with something behind each of its sharing pages."""
    agency = record.owner_team.agency
    named = member(TeamFactory())
    grant = give(record, manager, named, named=True, sections=["log"])
    teammate, responder = member(named.acting_team), member(named.acting_team)
    asked = ask_for_access(
        obj=record,
        by=teammate,
        membership=teammate.live_memberships[0],
        reason="linked",
        words="A case of mine",
    )
    glass = break_glass(
        obj=record, by=responder, membership=responder.live_memberships[0], reason="At the door"
    )
    receiver = member(TeamFactory(agency=agency), Membership.Role.MANAGER)
    transfer = propose_transfer(
        obj=record,
        by=manager,
        to_team=receiver.acting_team,
        note="Has moved",
        keep=0,
        basis=LawfulBasisFactory(),
    )
    excluded = member(TeamFactory())
    exclusion = exclude_person(obj=record, by=manager, user=excluded, reason="A cousin")
    return {
        "person": record,
        "values": {
            "uuid": record.uuid,
            "grant": grant.uuid,
            "asked": asked.uuid,
            "glass": glass.uuid,
            "exclusion": exclusion.uuid,
        },
        "children": {},
        "teammate": teammate,
        "responder": responder,
        "receiver": receiver,
        "transfer": transfer,
        "excluded": excluded,
    }


def make_world(person, contact, manager):
    """One person with something behind each kind of address."""
    warning = WarningFactory(profile=person)
    follow_up = FollowUpFactory(contact=contact)
    world = make_shared_world(person, manager)
    place = EstablishmentFactory()
    place.team = TeamFactory(agency=person.owner_team.agency)
    place.save()
    stay = factories.CustodyStayFactory(profile=person, establishment=place)
    world["values"] |= {"stay": stay.uuid, "kind": "warnings"}
    world["children"] = {
        "profiles:log-amend": contact.uuid,
        "profiles:log-follow-up": follow_up.uuid,
        "profiles:detail-edit": warning.uuid,
        "profiles:custody-leave": stay.uuid,
    }
    return world


def make_detail(person, kind):
    """A detail of this kind (by its part of the address), which the world has only of one."""
    if kind == "custody":
        return person.stays.get()
    made_by = {
        "warnings": factories.WarningFactory,
        "statutory": factories.StatutoryStatusFactory,
        "involved": factories.InvolvementFactory,
        "roles": factories.RoleFactory,
        "names": factories.OtherNameFactory,
        "identifiers": factories.IdentifierFactory,
        "addresses": factories.AddressFactory,
        "phones": factories.PhoneFactory,
    }
    return made_by[kind](profile=person)


def existing(world, name, route):
    child = world["children"].get(name, uuid.uuid4())
    return address(route, **{**world["values"], "child": child})


def told_apart(client, world, method="get", routes=OBJECT_ROUTES):
    """The pages on which a hidden record answers otherwise than one that never existed."""
    wrong = []
    for name, route in routes:
        hidden = getattr(client, method)(existing(world, name, route))
        absent = getattr(client, method)(address(route))
        if hidden.status_code != 404 or masked(hidden) != masked(absent):
            wrong.append(f"{method} {name}: {hidden.status_code}")
    return wrong


def shown_in_lists(client, person):
    """The lists, searches and counts on which a person shows."""
    found = []
    for path in ("/profiles/", "/api/v1/profiles/"):
        for query in ({}, {"q": person.surname}, {"sort": "-activity"}):
            page = client.get(path, query).content.decode()
            # The search field says the surname again, whoever is found.
            if str(person.uuid) in page or person.forenames in page or "<b>1 person" in page:
                found.append(f"{path} {query}")
    return found


# ---- How access ends while someone is signed in -----------------------------------------------
def ends(world, manager, grant):
    end_access(obj=world["person"], grant=grant, by=manager, because="Done")


def runs_out(world, manager, grant):
    run_out(grant, ProfileTeamHold)


def leaves_the_team(world, manager, grant):
    grant.team.memberships.update(valid_until=timezone.now())


def team_closes(world, manager, grant):
    grant.team.closed_at = timezone.now()
    grant.team.save()


def is_excluded(world, manager, grant):
    user = grant.team.memberships.get().user
    exclude_person(obj=world["person"], by=manager, user=user, reason="A cousin")


def is_restricted(world, manager, grant):
    restrict_record(
        obj=world["person"], by=manager, reason="A relative", basis=LawfulBasisFactory()
    )


def hand_over(world, manager, receiver, keep=0):
    """The record goes to the receiver's team; the old owner keeps nothing unless said."""
    transfer = world["transfer"]
    transfer.keep = keep
    transfer.save()
    accept_transfer(transfer=transfer, by=receiver, basis=LawfulBasisFactory())
    return Profile._base_manager.get(pk=world["person"].pk)


CUTS = [ends, runs_out, leaves_the_team, team_closes, is_excluded, is_restricted]
