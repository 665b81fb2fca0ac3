"""What the sweeps share: every address, who is told apart what, and how access ends."""

import re
import uuid

from django.urls import URLPattern, get_resolver
from django.utils import timezone

from access.services import accept_transfer, end_access, exclude_person, restrict_record
from access.tests.factories import LawfulBasisFactory, run_out
from core import policy
from core.metrics import counted_statements
from core.views import ListMixin, RecordView

# Pages that need no sign-in, and why.
PUBLIC = {
    "account_login": "signing in",
    "mfa_authenticate": "the second step of signing in",
    "account_inactive": "says that an account is closed",
    "home:ready": "for a load balancer; no data",
    "agencies:invitation": "a new colleague chooses a password by a secret link",
    "api:token": "a program gets a token by its key",
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


def view_of(callback):
    """The class of a view; of one that has none, what no base view is."""
    return getattr(callback, "view_class", object)


def object_routes(routes, model=None):
    """Name and route of every page with a record in its address; of one kind, if it is given."""
    return [
        (name, route)
        for name, route, callback in routes
        if "<uuid:" in route
        and issubclass(view_of(callback), RecordView)
        and model in (None, view_of(callback).model)
    ]


ROUTES = list(walk(get_resolver().url_patterns))
OBJECT_ROUTES = object_routes(ROUTES)
METHODS = ["get", "post", "head", "options", "put", "patch", "delete"]


def lists_of(model):
    """The addresses of all lists of this kind of record."""
    return [
        f"/{route}"
        for _, route, callback in ROUTES
        if "<" not in route
        and issubclass(view_of(callback), ListMixin)
        and view_of(callback).model is model
    ]


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
        fallback = "any" if kind == "slug" else uuid.uuid4() if kind == "uuid" else 987654321
        return str(values.get(name, fallback))

    return "/" + re.sub(r"<([^>]+)>", fill, route)


def masked(response):
    """What was answered, without what differs for every request."""
    body = re.sub(rb'(nonce|name="csrfmiddlewaretoken" value)="[^"]+"', b"", response.content)
    body = re.sub(rb"\d{1,2}(:\d\d)?[ap]m", b"", body)  # the minute may turn between two answers
    headers = {k: v for k, v in response.headers.items() if k != "Content-Security-Policy"}
    headers.pop("X-Request-Id", None)
    return response.status_code, body, headers


def child_of(world, name):
    """What belongs to the record and is in this address; of the API, that of the page it names."""
    same = next((view_of(view) for named, _, view in ROUTES if named == name), object)
    as_page = getattr(same, "as_page", "")
    return world.children.get(name) or world.children.get(as_page, uuid.uuid4())


def existing(world, name, route):
    """The address of what is there."""
    child = child_of(world, name)
    return address(route, **{**world.values, **world.slugs, "child": child})


def told_apart(client, world, method="get", routes=None):
    """The pages on which a hidden record answers otherwise than one that never existed.

    It answers with as many statements too: the time taken must not tell them apart.
    """
    wrong = []
    for name, route in object_routes(ROUTES, world.model) if routes is None else routes:
        with counted_statements() as of_hidden:
            hidden = getattr(client, method)(existing(world, name, route))
        with counted_statements() as of_absent:
            absent = getattr(client, method)(address(route, **world.slugs))
        if hidden.status_code != 404 or masked(hidden) != masked(absent):
            wrong.append(f"{method} {name}: {hidden.status_code}")
        elif len(of_hidden) != len(of_absent):
            wrong.append(f"{method} {name}: {len(of_hidden)} statements, not {len(of_absent)}")
    return wrong


def shown_in_lists(client, world):
    """The lists, searches and counts on which the record of a world shows."""
    found, record = [], world.record
    count = f"<b>1 {record._meta.verbose_name}", '"count":"1"'
    for path in lists_of(world.model):
        for query in ({}, {"q": world.search}, {"sort": "-activity"}):
            page = client.get(path, query).content.decode()
            # The search field repeats what was looked for, even if nobody is found.
            marks = (str(record.uuid), record.reference, *world.secrets, *count)
            if any(mark in page for mark in marks):
                found.append(f"{path} {query}")
    return found


def all_lists(world):
    """How many lists and searches show a record to who may read it."""
    return 3 * len(lists_of(world.model))


# ---- How access ends while someone is signed in -----------------------------------------------
def ends(world, grant):
    end_access(obj=world.record, grant=grant, by=world.manager, because="Done")


def runs_out(world, grant):
    run_out(grant, world.model.team_holds.rel.related_model)


def leaves_the_team(world, grant):
    grant.team.memberships.update(valid_until=timezone.now())


def team_closes(world, grant):
    grant.team.closed_at = timezone.now()
    grant.team.save()


def is_excluded(world, grant):
    user = grant.team.memberships.get().user
    exclude_person(obj=world.record, by=world.manager, user=user, reason="A cousin")


def is_restricted(world, grant=None):
    restrict_record(
        obj=world.record, by=world.manager, reason="A relative", basis=LawfulBasisFactory()
    )


def hand_over(world, keep=0):
    """The record goes to the receiver's team; the old owner keeps nothing unless said."""
    transfer = world.transfer
    transfer.keep = keep
    transfer.save()
    accept_transfer(transfer=transfer, by=world.receiver, basis=LawfulBasisFactory())


CUTS = [ends, runs_out, leaves_the_team, team_closes, is_excluded, is_restricted]
