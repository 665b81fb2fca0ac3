"""Every form of every shared record, sent: by whom it must not be, with what it must not take.

The forms are found from the views, and filled in from what their own page shows: a new form is
swept without a word here.
"""

import uuid

import pytest
from django import forms
from django.apps import apps
from django.conf import settings

from access.kinds import shared_models
from agencies.tests.factories import TeamFactory, member
from core.fields import LenientDateField, MomentField
from core.once import FIELD
from core.stale import OPENED
from core.tests.worlds import shared_worlds
from core.views import ServiceFormView
from tests.cast import made_once, undone
from tests.sweeping import ROUTES, existing, object_routes, view_of

pytestmark = pytest.mark.slow

KINDS = [
    pytest.param(kind, marks=[] if kind._meta.app_label in settings.OUR_APPS else pytest.mark.slow)
    for kind in shared_models()
    if kind in shared_worlds()
]
made, db, cast, world = made_once(lambda cast, kind: shared_worlds()[kind](cast), KINDS)

FORMS = {name for name, _, callback in ROUTES if issubclass(view_of(callback), ServiceFormView)}
# What no form of a record may set by being sent.
PROTECTED = ["owner_team", "created_by", "is_restricted", "reference", "uuid", "version"]
READ_ONLY = {"find", "request-access", "break-glass"}  # acts of people who cannot read the record
ON_PAPER = {"actions-pdf"}  # a file of what its reader can read: recorded, and nothing changes
ALLOWED = {"knower": READ_ONLY, "responder": READ_ONLY | ON_PAPER}


def pages(world):
    return [pair for pair in object_routes(ROUTES, world.model) if pair[0] in FORMS]


def filled(form):
    """What somebody would send who changed as little as possible and left nothing needed empty."""
    data = {}
    for name, field in form.fields.items():
        value = form[name].value()
        if value in (None, "", []) and (field.required or isinstance(field, forms.ChoiceField)):
            value = answer(field)
        if value not in (None, False, ""):
            data[name] = value
    return data


def answer(field):
    if isinstance(field, MomentField | LenientDateField):
        return "today"
    if isinstance(field, forms.ModelMultipleChoiceField | forms.ModelChoiceField):
        first = field.queryset.first()
        return "" if first is None else first.pk
    if isinstance(field, forms.ChoiceField):
        values = [value for value, _ in field.choices if value]
        return values[0] if values else ""
    return "A reason in words"


def opened(client, world, name, route):
    """The address of a form and what would be sent from its page; None where it has no form."""
    address = existing(world, name, route)
    page = client.get(address)
    form = page.context and page.context.get("form")
    if page.status_code != 200 or form is None or not hasattr(form, "once"):
        return None
    return address, {**filled(form), FIELD: form.once}


@pytest.fixture
def sent(client, world):
    """Every form of the record, as its manager would send it."""
    client.force_login(world.manager)
    found = {name: opened(client, world, name, route) for name, route in pages(world)}
    found = {name: one for name, one in found.items() if one is not None}
    assert len(found) > 5
    return found


def rows():
    """How many rows each table has, histories among them: a change of a row adds one there.

    Not the log, which records refusals too, and nothing of sessions.
    """
    left_out = {"audit", "alerts", "sessions", "usersessions", "account", "mfa"}
    models = [one for one in apps.get_models() if one._meta.app_label not in left_out]
    return {one._meta.label: one._base_manager.count() for one in models}


def values(record):
    fresh = type(record)._base_manager.get(pk=record.pk)
    return {
        field.attname: getattr(fresh, field.attname)
        for field in record._meta.concrete_fields
        if field.name in PROTECTED and field.name != "version"
    }


@pytest.mark.parametrize("who", ["outsider", "excluded", "knower", "responder", "receiver"])
def test_who_may_not_send_a_form_changes_nothing(client, world, sent, who):
    user = world.cast.outsider if who == "outsider" else getattr(world, who)
    before, wrong = rows(), []
    client.force_login(user)

    for name, (address, data) in sent.items():
        if name.partition(":")[2] in ALLOWED.get(who, ()):
            continue
        with undone():
            status = client.post(address, data).status_code
            if status not in (403, 404) or rows() != before:
                wrong.append(f"{name}: {status}")

    assert wrong == []


def test_who_reads_only_changes_nothing_either(client, world, sent):
    reader = member(TeamFactory())
    world.give(reader.acting_team)
    before, wrong = rows(), []
    client.force_login(reader)

    for name, (address, data) in sent.items():
        with undone():
            status = client.post(address, data).status_code
            answers = (200,) if name.partition(":")[2] in ON_PAPER else (403, 404)
            if status not in answers or rows() != before:
                wrong.append(f"{name}: {status}")

    assert wrong == []


def test_undeclared_fields_are_not_taken(client, world, sent):
    other = TeamFactory()
    extra = {
        "owner_team": other.pk,
        "owner_team_id": other.pk,
        "created_by": world.excluded.pk,
        "is_restricted": "on",
        "reference": "P-1999-000001",
        "uuid": str(uuid.uuid4()),
        "id": 1,
    }
    before, wrong = values(world.record), []
    client.force_login(world.manager)

    for name, (address, data) in sent.items():
        if name.endswith((":restrict", ":lift")):  # what these are for
            continue
        with undone():
            client.post(address, {**extra, **data})
            if values(world.record) != before:
                wrong.append(name)

    assert wrong == []


def test_a_part_of_another_record_is_not_found(client, world, sent, cast):
    """Its own address with the part of this record, and this address with a part of its."""
    other = world.make(by=world.manager, team=world.record.owner_team)
    before, wrong, tried = rows(), [], 0
    client.force_login(world.manager)

    for name, (address, data) in sent.items():
        elsewhere = address.replace(str(world.record.uuid), str(other.uuid))
        if elsewhere == address or address.rstrip("/").count("-") < 8:
            continue  # no part in the address
        with undone():
            tried += 1
            status = client.post(elsewhere, data).status_code
            if status != 404 or rows() != before:
                wrong.append(f"{name}: {status}")

    assert wrong == []
    assert tried > 0


def test_a_stale_form_overwrites_nothing(client, world, sent):
    """Opened before somebody changed everything: asked about, never saved over it."""
    wrong, tried = [], 0
    client.force_login(world.manager)

    for name, (address, data) in sent.items():
        if OPENED not in data:
            continue
        stale = dict.fromkeys(data[OPENED].split('"')[1::4], "0" * 8)
        changed = {
            key: f"{value} changed" if isinstance(value, str) and key in stale else value
            for key, value in data.items()
            if key not in (OPENED, FIELD)
        }
        text = "{" + ",".join(f'"{key}":"{value}"' for key, value in stale.items()) + "}"
        with undone():
            tried += 1
            status = client.post(address, {**changed, OPENED: text}).status_code
            if status == 302:
                wrong.append(name)

    assert wrong == []


def test_each_form_sent_twice_has_one_effect(client, world, sent):
    wrong, saved = [], 0
    client.force_login(world.manager)

    for name, (address, data) in sent.items():
        with undone():
            if client.post(address, data).status_code != 302:
                continue
            saved += 1
            after = rows()
            again = client.post(address, data)
            if rows() != after or again.status_code not in (302, 403, 404):
                wrong.append(f"{name}: {again.status_code}")

    assert wrong == []
    assert saved > 2
