"""Makes kinds of forms, reports and what is due, for tests."""

import datetime

import factory
from factory.django import DjangoModelFactory

from profiles import services
from profiles.models import (
    DueReport,
    Report,
    ReportAddition,
    ReportSection,
    UpdatePeriod,
)
from profiles.tests.factories.custody import CustodyStayFactory, EstablishmentFactory
from profiles.tests.factories.people import TODAY, make_person
from records.models import FormKind, FormSection, Question


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
