"""Stays in custody, and what a move proposes."""

import datetime

from agencies.models import User
from profiles import services
from profiles.custody import proposals_for
from profiles.models import CustodyStay, Profile


def day(text):
    return datetime.date.fromisoformat(text)


def words(response):
    return " ".join(response.content.decode().split())


def again(user):
    return User.objects.get(pk=user.pk)


def hold(person, establishment, start, end=None):
    stay = CustodyStay(establishment=establishment, starts_on=day(start), ends_on=end and day(end))
    return services.add_detail(profile=person, by=person.created_by, detail=stay)


def leave(stay, on="2026-03-04"):
    return services.edit_detail(detail=stay, by=stay.profile.created_by, ends_on=day(on))


def proposed(person, user):
    return [(p.about, p.team.name) for p in proposals_for(again(user), fresh(person))]


def fresh(person):
    return Profile._base_manager.get(pk=person.pk)


ENDING, GIVING = ("ending", "HMP Stafford"), ("giving", "Dovegate Offender Managers")
