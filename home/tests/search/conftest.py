"""One thing of every kind that says "marmalade", in the records of the owner team."""

import datetime

import pytest

from cases.tests.factories import ActionFactory, CaseDocumentFactory, make_case
from documents.tests.factories import checked
from home.search import spelling
from home.search.asking import search
from home.search.rows import KINDS
from profiles import services as profile_services
from profiles.tests.factories import (
    ProfileDocumentFactory,
    QuestionFactory,
    make_person,
    write_contact,
)
from profiles.tests.factories.people import TODAY
from referrals.tests.factories import InterventionFactory, ReferralFactory
from tasks.tests.factories import TaskFactory

WORD = "marmalade"


def write_report(profile, by, text):
    """A submitted report that says this."""
    question = QuestionFactory()
    report = profile_services.start_report(profile=profile, by=by, kind=question.section.kind)
    part = report.parts.get()
    profile_services.write_section(part=part, by=by, **{question.code: text})
    return profile_services.submit_report(report=report, by=by)


def fill(by, team):
    """A person and a case with something of every kind that says the word."""
    person = make_person(by=by, surname="Marmalade")
    case = make_case(by=by, title="Marmalade thefts, Lansdown Court")
    action = ActionFactory(case=case, by=by, text="Asked about the marmalade.")
    return {
        "people": person,
        "cases": case,
        "log": write_contact(person, by, text="He sold the marmalade."),
        "actions": action,
        "reports": write_report(person, by, "No more marmalade."),
        "tasks": TaskFactory(by=by, to=team, about=person, detail="Fetch the marmalade."),
        "referrals": ReferralFactory(by=by, summary="Threw marmalade at a bus."),
        "register": InterventionFactory(by=by, summary="Spilt marmalade in a shop."),
        "documents": ProfileDocumentFactory(
            profile=person, by=by, file=checked(name="Marmalade invoice.pdf")
        ),
        "of_case": CaseDocumentFactory(
            case=case, by=by, file=checked(name="Photo of marmalade.pdf")
        ),
    }


@pytest.fixture
def things(manager, council):
    return fill(manager, council)


@pytest.fixture
def known(monkeypatch):
    """The stems that stand in many entries, in place of PostgreSQL's statistics."""

    def are(*stems):
        rows = ", ".join(f"('{stem}', 0.1)" for stem in stems)
        asked = "%(tables)s::text[] IS NOT NULL"
        monkeypatch.setattr(
            spelling, "KNOWN", f"SELECT * FROM (VALUES {rows}) k (word, share) WHERE {asked}"
        )

    are("methadon", "prescript", "hous", "visit")
    return are


def found(reader, words=WORD, kinds=tuple(KINDS), **more):
    """The uuids that a search finds, by kind; of people, cases and so on those that have rows."""
    groups = search(reader, words, kinds, **more)
    return {group.kind: [row.uuid for row in group.rows] for group in groups if group.rows}


def days_ago(number):
    return TODAY - datetime.timedelta(days=number)
