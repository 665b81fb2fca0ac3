"""The actions log on paper for a partner: which teams are partners, and whom the paper names."""

import pytest
from django.core.exceptions import ValidationError

from access.levels import Level
from access.services import end_access, exclude_person, restrict_record
from access.tests.factories import LawfulBasisFactory, give
from agencies.tests.factories import TeamFactory, member
from audit.models import Event
from cases.audiences import NOT_NAMED, Audience, partners_of
from cases.tests import factories
from cases.tests.printing import COMPLAINT, in_role, log_of, printed, url
from profiles.tests.factories import make_person
from tests.pdf_text import words


@pytest.fixture
def case(manager):
    return factories.make_case(by=manager)


@pytest.fixture
def partner(case, manager, outsider):
    give(case, manager, outsider.acting_team, sections=["actions", "people"], level=Level.VIEW)
    return outsider


# ---- For a partner ------------------------------------------------------------------------------
def test_a_partner_is_a_team_that_reads_the_actions(client, case, manager):
    factories.ActionFactory(case=case)
    stranger = TeamFactory(name="Refuge of others")
    client.force_login(manager)
    address = url(case, audience="partner", team=stranger.uuid)

    shown = client.get(address).content.decode()
    sent = client.post(address, {"recipient": "A", "reason": COMPLAINT})

    assert "Choose a team that can read the actions" in shown
    assert "Make the PDF" not in shown
    assert sent["Content-Type"].startswith("text/html")
    assert "Which team" in client.get(url(case, audience="partner")).content.decode()
    with pytest.raises(ValidationError, match="Choose a team"):
        printed(case, manager, Audience.PARTNER, team=stranger, recipient="A")
    assert not Event.objects.filter(verb="action.printed").exists()


def test_the_owner_is_no_partner_of_its_own(case, manager, partner):
    with pytest.raises(ValidationError, match="Choose a team"):
        printed(case, manager, Audience.PARTNER, team=manager.acting_team, recipient="A")
    team = partner.acting_team
    assert printed(case, manager, Audience.PARTNER, team=team, recipient="A").pages == 1
    assert Event.objects.get(verb="action.printed").detail["team"] == team.pk


def test_a_partner_reads_the_names_that_its_team_may_know(case, manager, partner):
    seen, known = make_person(by=manager), make_person(by=manager, surname="Wenlock")
    shut = make_person(by=manager, surname="Marlowe")
    for code, person in (("witness", seen), ("perpetrator", known), ("victim", shut)):
        in_role(case, code, "", profile=person)
    give(seen, manager, partner.acting_team)
    for person in (seen, known):
        person.forenames = "Changed"
        person.save()
    exclude_person(obj=shut, by=manager, user=partner, reason="A cousin")

    people = dict(log_of(case, manager, Audience.PARTNER, team=partner.acting_team).people)

    assert people["Witness"] == "Changed Pellworth"
    assert people["Perpetrator"] == "Jordan Wenlock"
    assert people["Victim"] == NOT_NAMED


def test_a_partner_without_the_people_reads_of_nobody(case, manager, outsider):
    in_role(case, "witness", "Ros Pemberly")
    give(case, manager, outsider.acting_team, sections=["actions"], level=Level.VIEW)

    assert log_of(case, manager, Audience.PARTNER, team=outsider.acting_team).people == []
    assert log_of(case, outsider).people == []


def test_a_discreet_team_is_named_to_nobody_outside(case, manager, partner):
    refuge = TeamFactory(name="Refuge", is_discreet=True)
    worker = member(refuge)
    give(case, manager, refuge, sections=["actions"], level=Level.CONTRIBUTE)
    action = factories.ActionFactory(case=case, by=worker)
    factories.ActionAmendmentFactory(action=action, by=worker, text="Safe now.")

    for audience in (Audience.PARTNER, Audience.COMPLAINANT):
        said = str(log_of(case, manager, audience, team=partner.acting_team).lines)
        assert "Safe now." in said
        for name in ("Refuge", worker.name, refuge.agency.name):
            assert name not in said, (audience, name)
    assert worker.name in str(log_of(case, manager).lines)


def test_the_filter_is_said_on_ones_own_paper_alone(case, manager, partner):
    action = factories.ActionFactory(case=case)
    said = {"filtered": ["Agency: Harbour Refuge"], "recipient": "A", "chosen": [str(action.uuid)]}

    def paper(audience, **more):
        return words(printed(case, manager, audience, **said, **more).body)

    own = paper(Audience.INSPECTOR)
    partners = paper(Audience.PARTNER, team=partner.acting_team)
    digest = log_of(case, manager, Audience.COMPLAINANT).digest
    complainants = paper(Audience.COMPLAINANT, digest=digest)

    assert "Only these: Agency: Harbour Refuge, oldest first." in own
    assert "A selection of the actions, oldest first." in partners
    assert "What was done, oldest first." in complainants
    assert "Harbour Refuge" not in partners + complainants


# ---- Which teams are partners -------------------------------------------------------------------
def test_partners_are_those_who_read_the_actions_now(case, manager, outsider):
    assert not partners_of(case, manager)
    grant = give(case, manager, outsider.acting_team, sections=["actions"], level=Level.VIEW)
    assert list(partners_of(case, manager)) == [outsider.acting_team]
    end_access(obj=case, grant=grant, by=manager, because="Over")
    assert not partners_of(case, manager)


def test_a_partner_without_the_actions_is_none(case, manager, outsider):
    give(case, manager, outsider.acting_team, sections=["people"], level=Level.VIEW)

    assert not partners_of(case, manager)


def test_no_partner_reads_a_restricted_case(case, manager, partner):
    restrict_record(obj=case, by=manager, reason="Threats", basis=LawfulBasisFactory())

    assert not partners_of(case, manager)


def test_a_discreet_partner_is_offered_to_managers_alone(case, manager):
    refuge = TeamFactory(name="Refuge", is_discreet=True)
    give(case, manager, refuge, sections=["actions"], level=Level.VIEW)

    assert list(partners_of(case, manager)) == [refuge]
    assert not partners_of(case, member(manager.acting_team))


def test_a_partner_reads_no_name_of_a_restricted_record(case, manager, partner):
    person = make_person(by=manager)
    in_role(case, "witness", "", profile=person)
    give(person, manager, partner.acting_team)
    restrict_record(obj=person, by=manager, reason="Threats", basis=LawfulBasisFactory())

    log = log_of(case, manager, Audience.PARTNER, team=partner.acting_team)

    assert log.people == [("Witness", NOT_NAMED)]
