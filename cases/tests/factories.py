"""Makes cases, people in them and actions for tests, through the services."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from agencies.models import Membership
from agencies.tests.factories import TeamFactory, member
from cases import services
from cases.models import (
    Action,
    ActionAmendment,
    ActionKind,
    ActionResult,
    Case,
    CaseActivity,
    CaseDocument,
    CaseExclusion,
    CaseKind,
    CaseLink,
    CaseOutcome,
    CaseStage,
    Incident,
    Participant,
    ParticipantRole,
    RagRating,
)
from documents.services import add_documents
from documents.tests.factories import DocumentKindFactory, checked

TODAY = datetime.date(2026, 1, 5)


class LookupFactory(DjangoModelFactory):
    class Meta:
        abstract = True
        django_get_or_create = ("code",)

    code = "asb"
    name = factory.LazyAttribute(lambda row: row.code.capitalize())


class CaseKindFactory(LookupFactory):
    class Meta:
        model = CaseKind


class CaseStageFactory(LookupFactory):
    class Meta:
        model = CaseStage

    code = "assessment"


class RagRatingFactory(LookupFactory):
    class Meta:
        model = RagRating

    code = "red"


class CaseOutcomeFactory(LookupFactory):
    class Meta:
        model = CaseOutcome

    code = "resolved"


class ParticipantRoleFactory(LookupFactory):
    class Meta:
        model = ParticipantRole

    code = "perpetrator"


class ActionKindFactory(LookupFactory):
    class Meta:
        model = ActionKind

    code = "visit"


class ActionResultFactory(LookupFactory):
    class Meta:
        model = ActionResult

    code = "done"


def make_case(by=None, team=None, **fields):
    """A case as its author would open it: with reference, owner's hold and event."""
    team = team or (by.acting_team if by else TeamFactory())
    by = by or member(team, Membership.Role.MANAGER)
    said = {"title": "Noise and threats, Lansdown Court", "opened_on": TODAY, **fields}
    said.setdefault("kind", CaseKindFactory())
    return services.open_case(by=by, team=team, **said)


class CaseFactory(DjangoModelFactory):
    class Meta:
        model = Case

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return make_case(**kwargs)


class OfCaseFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    case = factory.SubFactory(CaseFactory)

    @classmethod
    def _create(cls, model_class, *args, case, by=None, **fields):
        return cls.write(case, by or case.created_by, **fields)


class ParticipantFactory(OfCaseFactory):
    """A person in a case, without a record unless one is given."""

    class Meta:
        model = Participant

    name = "Maureen Oakhurst"
    role = factory.SubFactory(ParticipantRoleFactory)

    @staticmethod
    def write(case, by, **fields):
        participant = Participant(**fields)
        return services.add_participant(case=case, by=by, participant=participant)


class IncidentFactory(OfCaseFactory):
    class Meta:
        model = Incident

    happened_on = TODAY
    text = "Music after midnight."
    location = "Lansdown Court"

    @staticmethod
    def write(case, by, **fields):
        return services.add_incident(case=case, by=by, **fields)


class ActionFactory(OfCaseFactory):
    """An action that was done."""

    class Meta:
        model = Action

    kind = factory.SubFactory(ActionKindFactory)
    text = "First visit."
    happened_on = TODAY
    result = factory.SubFactory(ActionResultFactory)

    @staticmethod
    def write(case, by, **fields):
        return services.add_action(case=case, by=by, **fields)


class PlannedActionFactory(ActionFactory):
    """An action that is planned, for today unless another day is given."""

    result = happened_on = None
    planned_for = factory.LazyFunction(timezone.localdate)


class ActionAmendmentFactory(DjangoModelFactory):
    class Meta:
        model = ActionAmendment

    action = factory.SubFactory(ActionFactory)
    text = "He rang back."

    @classmethod
    def _create(cls, model_class, *args, action, by=None, text):
        return services.amend_action(action=action, by=by or action.written_by, text=text)


class CaseDocumentFactory(OfCaseFactory):
    """A letter in the case, attached to an action if one is given."""

    class Meta:
        model = CaseDocument

    @staticmethod
    def write(case, by, file=None, **details):
        details = {"kind": DocumentKindFactory(), **details}
        files = [file or checked()]
        return add_documents(model=CaseDocument, to=case, by=by, files=files, **details)[0]


class CaseLinkFactory(OfCaseFactory):
    class Meta:
        model = CaseLink

    other = factory.LazyAttribute(lambda link: make_case(by=link.case.created_by))
    why = "The same street"

    @staticmethod
    def write(case, by, **fields):
        return services.link_cases(case=case, by=by, **fields)


class CaseActivityFactory(DjangoModelFactory):
    class Meta:
        model = CaseActivity

    content_object = factory.SubFactory(CaseFactory)
    section = 1
    last_at = factory.LazyFunction(timezone.now)


class CaseExclusionFactory(DjangoModelFactory):
    class Meta:
        model = CaseExclusion

    content_object = factory.SubFactory(CaseFactory)
    user = factory.LazyFunction(lambda: member(TeamFactory()))
    excluded_by = factory.SelfAttribute("content_object.created_by")
    reason = "A cousin"
