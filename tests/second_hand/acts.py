"""Acts that one person does and a second one must agree to."""

import re

from django.core import mail

from agencies import services
from agencies.models import Membership, Team, User
from audit.models import Event

Role = Membership.Role


GOOD = "seven green herons wade"


def invite(team, by, username="pc.ghost", role=Role.PRACTITIONER, **days):
    return services.invite_user(
        team=team,
        by=by,
        username=username,
        name="PC Ghost",
        email="own.mailbox@example.org",
        role=role,
        **days,
    )


def link():
    return re.search(r"/invitation/([^/]+)/", mail.outbox[-1].body).group(1)


def fresh(user):
    return User.objects.get(pk=user.pk)


def last(verb):
    return Event.objects.filter(verb=verb).latest("pk")


def made(one, by):
    one.invited_by = by
    one.save()


def new_address(user, by, email="own.mailbox@example.org"):
    return services.edit_user(user=user, by=by, name=user.name, email=email, phone=user.phone)


def turn(team, by, *, discreet):
    return services.edit_team(
        team=team,
        by=by,
        name=team.name,
        agency=team.agency,
        areas=list(team.areas.all()),
        is_discreet=discreet,
    )


def is_discreet(team):
    return Team.objects.get(pk=team.pk).is_discreet


def page(client, address, user=None):
    if user is not None:
        client.force_login(user)
    return " ".join(client.get(address).content.decode().split())
