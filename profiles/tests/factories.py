"""Makes people and what is recorded of them for tests, through the services where they matter."""

import datetime

import factory
from django.http import QueryDict
from factory.django import DjangoModelFactory

from agencies.models import Membership
from agencies.tests.factories import TeamFactory, UserFactory, member
from documents.tests.factories import DocumentKindFactory, checked, drawn
from profiles import services
from profiles.models import (
    Address,
    AddressKind,
    Amendment,
    Cohort,
    CohortKind,
    Contact,
    ContactKind,
    ContactOutcome,
    CustodyDecision,
    CustodyStay,
    DueReport,
    Establishment,
    Ethnicity,
    FollowUp,
    Identifier,
    Involvement,
    InvolvementRole,
    KeyDate,
    KeyDateKind,
    Need,
    NeedStatus,
    NeedStep,
    OtherName,
    Pathway,
    Phone,
    PhoneKind,
    Profile,
    ProfileActivity,
    ProfileDocument,
    ProfileExclusion,
    ProfilePhoto,
    Programme,
    ProgrammeKind,
    ProgrammeOutcome,
    Report,
    ReportAddition,
    ReportSection,
    RiskAssessment,
    RiskLevel,
    Role,
    SavedView,
    StatutoryKind,
    StatutoryStatus,
    UpdatePeriod,
    Warning,
    WarningKind,
)
from records.drafts import kind_named
from records.models import Draft, FormKind, FormSection, Question
from records.services import save_draft

BIRTH = datetime.date(1991, 3, 14)
TODAY = datetime.date(2026, 1, 5)


def make_person(by=None, team=None, **fields):
    """A person's record as its author would open it: with reference, owner's hold and event."""
    team = team or (by.acting_team if by else TeamFactory())
    by = by or member(team, Membership.Role.MANAGER)
    named = {"surname": "Pellworth", "forenames": "Jordan", "born_on": BIRTH, **fields}
    return services.create_profile(by=by, team=team, **named)


def write_contact(profile, by, **fields):
    """An entry of the log, written through the service."""
    entry = {
        "kind": ContactKindFactory(),
        "happened_on": TODAY,
        "text": "Home visit.",
        "basis": "fact",
        **fields,
    }
    return services.add_contact(profile=profile, by=by, **entry)


class ContactKindFactory(DjangoModelFactory):
    class Meta:
        model = ContactKind
        django_get_or_create = ("code",)

    code = "visit"
    name = "Visit"


class ContactOutcomeFactory(DjangoModelFactory):
    class Meta:
        model = ContactOutcome
        django_get_or_create = ("code",)

    code = "not-at-home"
    name = "Was not at home"
    speaks_for_itself = True


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


class EstablishmentFactory(DjangoModelFactory):
    class Meta:
        model = Establishment
        django_get_or_create = ("code",)

    code = "hmp-stafford"
    name = "HMP Stafford"

    @classmethod
    def _create(cls, model_class, *args, team=None, **kwargs):
        """One that a migration brought gets its team too."""
        place = super()._create(model_class, *args, **kwargs)
        if team is not None:
            place.team = team
            place.save()
        return place


class CustodyStayFactory(DetailFactory):
    class Meta:
        model = CustodyStay

    establishment = factory.SubFactory(EstablishmentFactory)
    starts_on = datetime.date(2026, 1, 5)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        """With what follows from it, as the service would."""
        stay = super()._create(model_class, *args, **kwargs)
        services.refresh_due_reports(people=[stay.profile_id])
        return stay


class UpdatePeriodFactory(DjangoModelFactory):
    class Meta:
        model = UpdatePeriod

    establishment = factory.SubFactory(EstablishmentFactory)
    kind = factory.LazyFunction(lambda: FormKind.objects.get(code="prison-history"))
    weeks = 6


class DueReportFactory(DjangoModelFactory):
    """The pre-release report of somebody released in four weeks; nobody can write it yet."""

    class Meta:
        model = DueReport

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        stay = CustodyStayFactory(release_expected_on=TODAY + datetime.timedelta(days=28))
        return stay.profile.due_reports.get()


class KeyDateKindFactory(DjangoModelFactory):
    class Meta:
        model = KeyDateKind
        django_get_or_create = ("code",)

    code = "sentenced"
    name = "Sentenced"
    before_release = True


class KeyDateFactory(DetailFactory):
    class Meta:
        model = KeyDate

    kind = factory.SubFactory(KeyDateKindFactory)
    on = datetime.date(2026, 1, 5)
    note = "Stafford Crown Court"


class CohortKindFactory(DjangoModelFactory):
    class Meta:
        model = CohortKind
        django_get_or_create = ("code",)

    code = "fixed"
    name = "Fixed"


class CohortFactory(DetailFactory):
    class Meta:
        model = Cohort

    kind = factory.SubFactory(CohortKindFactory)
    starts_on = datetime.date(2026, 1, 5)
    reason = "Six burglaries in a year"


class ProgrammeKindFactory(DjangoModelFactory):
    class Meta:
        model = ProgrammeKind
        django_get_or_create = ("code",)

    code = "thinking"
    name = "Thinking and behaviour"


class ProgrammeOutcomeFactory(DjangoModelFactory):
    class Meta:
        model = ProgrammeOutcome
        django_get_or_create = ("code",)

    code = "completed"
    name = "Completed"


class ProgrammeFactory(DetailFactory):
    class Meta:
        model = Programme

    kind = factory.SubFactory(ProgrammeKindFactory)
    name = "Thinking Skills Programme"
    identified_on = datetime.date(2026, 1, 5)


class CustodyDecisionFactory(DjangoModelFactory):
    class Meta:
        model = CustodyDecision

    stay = factory.SubFactory(CustodyStayFactory)
    team = factory.SubFactory(TeamFactory)
    about = CustodyDecision.About.GIVING
    reason = "Leaves next week"
    decided_by = factory.SelfAttribute("stay.added_by")


class ContactFactory(DjangoModelFactory):
    class Meta:
        model = Contact

    @classmethod
    def _create(cls, model_class, *args, profile=None, by=None, **kwargs):
        profile = profile or ProfileFactory()
        return write_contact(profile, by or profile.created_by, **kwargs)


class FollowUpFactory(DjangoModelFactory):
    class Meta:
        model = FollowUp

    contact = factory.SubFactory(ContactFactory)
    what = "Ring the landlord"
    due_on = TODAY
    written_by = factory.SelfAttribute("contact.written_by")
    written_by_name = factory.SelfAttribute("contact.written_by_name")
    written_by_team = factory.SelfAttribute("contact.written_by_team")
    written_by_team_name = factory.SelfAttribute("contact.written_by_team_name")


class AmendmentFactory(DjangoModelFactory):
    class Meta:
        model = Amendment

    contact = factory.SubFactory(ContactFactory)
    text = "The date was the 2nd."
    written_by = factory.SelfAttribute("contact.written_by")
    written_by_name = factory.SelfAttribute("contact.written_by_name")
    written_by_team = factory.SelfAttribute("contact.written_by_team")
    written_by_team_name = factory.SelfAttribute("contact.written_by_team_name")


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


class DraftFactory(DjangoModelFactory):
    class Meta:
        model = Draft

    @classmethod
    def _create(cls, model_class, *args, author=None, obj=None, text="Seen at home.", **kwargs):
        person = obj or make_person(by=author)
        sent = QueryDict(mutable=True)
        sent["text"] = text
        by = author or person.created_by
        return save_draft(kind=kind_named("contact"), obj=person, by=by, data=sent)


class FormKindFactory(DjangoModelFactory):
    class Meta:
        model = FormKind

    code = factory.Sequence(lambda n: f"kind-{n}")
    name = factory.Sequence(lambda n: f"Report {n}")


class FormSectionFactory(DjangoModelFactory):
    class Meta:
        model = FormSection

    kind = factory.SubFactory(FormKindFactory)
    title = "Progress"


class QuestionFactory(DjangoModelFactory):
    class Meta:
        model = Question

    section = factory.SubFactory(FormSectionFactory)
    code = factory.Sequence(lambda n: f"question-{n}")
    label = "How is it going?"


class ReportFactory(DjangoModelFactory):
    """A draft of the person's author, of a kind with one section and one question."""

    class Meta:
        model = Report

    profile = factory.LazyFunction(make_person)
    kind = factory.LazyFunction(lambda: QuestionFactory().section.kind)

    @classmethod
    def _create(
        cls, model_class, *args, profile, kind, by=None, submitted=False, waiting=False, **kwargs
    ):
        by = by or profile.created_by
        report = services.start_report(profile=profile, by=by, kind=kind)
        for part in report.parts.all():
            code = part.section.questions.get().code
            services.write_section(part=part, by=by, **{code: "Better than last month"})
        if waiting:
            kind.needs_approval = True
            kind.save()
        return services.submit_report(report=report, by=by) if submitted or waiting else report


class ReportSectionFactory(DjangoModelFactory):
    class Meta:
        model = ReportSection

    report = factory.SubFactory(ReportFactory)

    @classmethod
    def _create(cls, model_class, *args, report, **kwargs):
        return report.parts.first()


class ReportAdditionFactory(DjangoModelFactory):
    class Meta:
        model = ReportAddition

    report = factory.SubFactory(ReportFactory, submitted=True)
    text = "He has a room now."

    @classmethod
    def _create(cls, model_class, *args, report, text, by=None, **kwargs):
        return services.add_to_report(report=report, by=by or report.submitted_by, text=text)


class PathwayFactory(DjangoModelFactory):
    class Meta:
        model = Pathway
        django_get_or_create = ("code",)

    code = "accommodation"
    name = "Accommodation"


class NeedStatusFactory(DjangoModelFactory):
    class Meta:
        model = NeedStatus
        django_get_or_create = ("code",)

    code = "in-progress"
    name = "In progress"
    step = 2


class NeedFactory(DjangoModelFactory):
    class Meta:
        model = Need

    profile = factory.SubFactory(ProfileFactory)
    pathway = factory.SubFactory(PathwayFactory)
    text = "Where he will live"

    @classmethod
    def _create(cls, model_class, *args, profile, by=None, **kwargs):
        by, is_resolved = by or profile.created_by, kwargs.pop("is_resolved", False)
        is_picked_up = kwargs.pop("is_picked_up", False)
        need = services.raise_need(profile=profile, by=by, **kwargs)
        if is_picked_up:
            need = services.pick_up(need=need, by=by)
        if is_resolved:
            done = NeedStatus.objects.ending().first()
            need = services.resolve_need(need=need, by=by, status=done, how="He has a room.")
        return need


class NeedStepFactory(DjangoModelFactory):
    class Meta:
        model = NeedStep

    need = factory.SubFactory(NeedFactory)
    text = "Rang the landlord."

    @classmethod
    def _create(cls, model_class, *args, need, text, by=None, **kwargs):
        return services.record_step(need=need, by=by or need.written_by, text=text, **kwargs)


class ProfileDocumentFactory(DjangoModelFactory):
    """A letter in the person's record, added through the service."""

    class Meta:
        model = ProfileDocument

    profile = factory.SubFactory(ProfileFactory)

    @classmethod
    def _create(cls, model_class, *args, profile, by=None, file=None, **details):
        details = {"kind": DocumentKindFactory(), "marking": "official-sensitive", **details}
        return services.add_documents(
            profile=profile, by=by or profile.created_by, files=[file or checked()], **details
        )[0]


class ProfilePhotoFactory(DjangoModelFactory):
    """The photo of the person that is shown, added through the service."""

    class Meta:
        model = ProfilePhoto

    profile = factory.SubFactory(ProfileFactory)

    @classmethod
    def _create(cls, model_class, *args, profile, by=None, **details):
        details = {"consent": "given", "consent_note": "In person", **details}
        return services.add_photo(
            profile=profile, by=by or profile.created_by, file=drawn(), **details
        )
