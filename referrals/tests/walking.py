"""How tests walk through the pages of the register and of referrals."""

from django.urls import reverse

from referrals.models import ConsentMethod, Referral, RjLevel, RjOffence
from referrals.tests.factories import role

ACTS = ("edit", "party-add", "check", "consult", "ask", "answer", "decline", "accept", "withdraw")
ACTS += ("panel-plan", "agreement", "complete", "break", "end", "close")


def entry_at(name, entry, child=None):
    """The address of a page about an entry of the register."""
    return reverse(f"rj:{name}", args=[entry.uuid, *([child.uuid] if child else [])])


def referral_at(name, referral, *child):
    """The address of a page about a referral."""
    return reverse(f"referrals:{name}", args=[referral.uuid, *(one.uuid for one in child)])


def page(client, address, **data):
    """What the page says, which is there."""
    response = client.get(address, data)
    assert response.status_code == 200, address
    return response.content.decode()


def post(client, address, data=None, **more):
    """The answer to a form, and what it says."""
    response = client.post(address, {**(data or {}), **more})
    return response, response.content.decode()


def errors(response):
    """What is wrong, by the field."""
    return {name: str(words) for name, words in response.context["form"].errors.items()}


def as_shown(client, address, **more):
    """What the form holds as it was opened, with what is typed over it."""
    form = client.get(address).context["form"]
    held = {}
    for name, field in form.fields.items():
        value = form[name].value()
        shown = field.prepare_value(value)
        if shown not in (None, False):
            held[name] = shown
    return {**held, **more}


def opened_in(shown):
    """What the form of a page was opened with."""
    before = shown.partition('name="opened" value="')[2]
    return before.partition('"')[0].replace("&quot;", '"')


def fresh(referral):
    return Referral.objects.get(pk=referral.pk)


def facts(**more):
    return {
        "offence": RjOffence.objects.get(code="criminal-damage").pk,
        "happened_on": "yesterday",
        "place": "Bus shelter, Stafford",
        "summary": "Kicked a pane out.",
        "admission": "admitted",
        "level": RjLevel.objects.get(code="panel").pk,
        "number": "",
        "method": "",
        "officer_phone": "01632 960001",
        **more,
    }


def somebody(code, **more):
    return {
        "role": role(code).pk,
        "forenames": "Niamh",
        "surname": "Tapley",
        "consented_on": "today",
        "consent_method": ConsentMethod.objects.get(code="in-person").pk,
        **more,
    }
