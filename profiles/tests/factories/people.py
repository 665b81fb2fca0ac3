"""Makes people, their details and gradings of risk, through the services where they matter."""

import datetime

import factory
from factory.django import DjangoModelFactory

from agencies.models import Membership
from agencies.tests.factories import TeamFactory, UserFactory, member
from profiles import services
from profiles.models import (
    Address,
    AddressKind,
    Ethnicity,
    Identifier,
    Involvement,
    InvolvementRole,
    OtherName,
    Phone,
    PhoneKind,
    Profile,
    ProfileActivity,
    ProfileExclusion,
    RiskAssessment,
    RiskLevel,
    Role,
    SavedView,
    StatutoryKind,
    StatutoryStatus,
    Warning,
    WarningKind,
)

BIRTH = datetime.date(1991, 3, 14)
TODAY = datetime.date(2026, 1, 5)


def make_person(by=None, team=None, **fields):
    """A person's record as its author would open it: with reference, owner's hold and event."""
    team = team or (by.acting_team if by else TeamFactory())
    by = by or member(team, Membership.Role.MANAGER)
    named = {"surname": "Pellworth", "forenames": "Jordan", "born_on": BIRTH, **fields}
    return services.create_profile(by=by, team=team, **named)


class WarningKindFactory(DjangoModelFactory):
    class Meta:
        model = WarningKind
        django_get_or_create = ("code",)

    code = "risk-to-staff"
    name = "Risk to staff"


class EthnicityFactory(DjangoModelFactory):
    class Meta:
        model = Ethnicity
        django_get_or_create = ("code",)

    code = "w9"
    name = "Any other White background"


class AddressKindFactory(DjangoModelFactory):
    class Meta:
        model = AddressKind
        django_get_or_create = ("code",)

    code = "home"
    name = "Home"


class PhoneKindFactory(DjangoModelFactory):
    class Meta:
        model = PhoneKind
        django_get_or_create = ("code",)

    code = "mobile"
    name = "Mobile"


class StatutoryKindFactory(DjangoModelFactory):
    class Meta:
        model = StatutoryKind
        django_get_or_create = ("code",)

    code = "licence"
    name = "On licence"


class InvolvementRoleFactory(DjangoModelFactory):
    class Meta:
        model = InvolvementRole
        django_get_or_create = ("code",)

    code = "victim-contact"
    name = "Victim’s point of contact"


class RiskLevelFactory(DjangoModelFactory):
    class Meta:
        model = RiskLevel
        django_get_or_create = ("code",)

    code = "high"
    name = "High"
    badge = "high"


class ProfileFactory(DjangoModelFactory):
    class Meta:
        model = Profile

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return make_person(**kwargs)


class DetailFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    profile = factory.SubFactory(ProfileFactory)
    added_by = factory.SelfAttribute("profile.created_by")


class OtherNameFactory(DetailFactory):
    class Meta:
        model = OtherName

    forenames = "Jay"
    surname = "Pell"


class RoleFactory(DetailFactory):
    class Meta:
        model = Role

    kind = Role.Kind.OFFENDER
    source = "Staffordshire Police"


class WarningFactory(DetailFactory):
    class Meta:
        model = Warning

    kind = factory.SubFactory(WarningKindFactory)
    text = "visit in pairs"


class AddressFactory(DetailFactory):
    class Meta:
        model = Address

    text = "14 Tannery Row, Stafford"


class PhoneFactory(DetailFactory):
    class Meta:
        model = Phone

    number = "01632 960 331"


class IdentifierFactory(DetailFactory):
    class Meta:
        model = Identifier

    kind = Identifier.Kind.PNC
    value = "2009/0048211P"


class StatutoryStatusFactory(DetailFactory):
    class Meta:
        model = StatutoryStatus

    kind = factory.SubFactory(StatutoryKindFactory)
    name = "Neil Bassenthwaite"
    organisation = "Stafford Probation"
    phone = "01632 960 131"


class InvolvementFactory(DetailFactory):
    class Meta:
        model = Involvement

    role = factory.SubFactory(InvolvementRoleFactory)
    name = "Hana Okafor-Lind"
    organisation = "Victim Support"
    phone = "01632 960 142"


class RiskAssessmentFactory(DjangoModelFactory):
    class Meta:
        model = RiskAssessment

    profile = factory.SubFactory(ProfileFactory)
    level = factory.SubFactory(RiskLevelFactory)
    of_what = "serious harm"
    rationale = "Two assaults."
    assessed_on = TODAY
    written_by = factory.SelfAttribute("profile.created_by")
    written_by_name = factory.SelfAttribute("written_by.name")
    written_by_team = factory.SelfAttribute("profile.owner_team")
    written_by_team_name = factory.SelfAttribute("written_by_team.name")


class ProfileActivityFactory(DjangoModelFactory):
    class Meta:
        model = ProfileActivity

    content_object = factory.SubFactory(ProfileFactory)
    section = 1
    last_at = datetime.datetime(2026, 1, 5, tzinfo=datetime.UTC)


class ProfileExclusionFactory(DjangoModelFactory):
    class Meta:
        model = ProfileExclusion

    content_object = factory.SubFactory(ProfileFactory)
    user = factory.SubFactory(UserFactory)
    reason = "A relative"
    excluded_by = factory.SelfAttribute("content_object.created_by")


class SavedViewFactory(DjangoModelFactory):
    class Meta:
        model = SavedView

    user = factory.SubFactory(UserFactory)
    name = "Monday list"
    query = "risk=high"
