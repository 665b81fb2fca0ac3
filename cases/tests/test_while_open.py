"""Access to a case lasts while it is open, unless something else is chosen."""

import pytest
from django.urls import reverse

from access.models import Grant
from access.services import end_access
from access.tests.factories import give
from access.while_open import hangs_on
from audit.models import Event
from cases import services
from cases.models import Case
from cases.tests import factories
from profiles.tests.factories import make_person


@pytest.fixture
def case(manager):
    return factories.make_case(by=manager)


def close(case, by):
    outcome = factories.CaseOutcomeFactory()
    return services.close_case(case=case, by=by, outcome=outcome, words="Moved away.")


def test_closing_ends_what_lasts_while_it_is_open(case, manager, outsider):
    give(case, manager, outsider.acting_team, sections=["actions"], while_open=case)

    closed = close(case, manager)

    assert not Case.objects.visible_to(outsider).exists()
    assert Grant.objects.of(case).get().ended_because == "The case was closed"
    services.reopen_case(case=closed, by=manager, reason="It began again.")
    assert not Case.objects.visible_to(outsider).exists()


def test_closing_leaves_what_has_another_end(case, manager, outsider):
    give(case, manager, outsider.acting_team, sections=["actions"])

    close(case, manager)

    assert Case.objects.visible_to(outsider).exists()


def test_access_to_a_person_ends_with_the_case(case, person, manager, outsider):
    give(person, manager, outsider.acting_team, while_open=case)

    close(case, manager)

    assert not type(person).objects.visible_to(outsider).exists()


def test_access_to_each_of_several_people_ends_with_the_case(case, person, manager, outsider):
    other = make_person(by=manager, surname="Marlowe")
    for one in (person, other):
        give(one, manager, outsider.acting_team, while_open=case)

    close(case, manager)

    assert not type(person).objects.visible_to(outsider).exists()


def test_what_had_ended_before_ends_no_second_time(case, manager, outsider, council):
    give(case, manager, council, sections=["actions"], while_open=case)
    give(case, manager, outsider.acting_team, sections=["actions"], while_open=case)
    ended = Grant.objects.of(case).get(team=council)
    end_access(obj=case, grant=ended, by=manager, because="Not needed")

    close(case, manager)

    ended.refresh_from_db()
    assert ended.ended_because == "Not needed"
    assert Event.objects.filter(verb="access.ended", target_id=case.pk).count() == 2


def test_it_is_what_the_page_offers_first(client, case, manager):
    client.force_login(manager)

    form = client.get(reverse("cases:grant", args=[case.uuid])).context["form"]

    assert form.initial["how_long"] == "open"
    assert form.fields["how_long"].choices[0] == ("open", f"While {case.reference} is open")


def test_the_overview_says_so(client, case, manager, outsider):
    give(case, manager, outsider.acting_team, sections=["actions"], while_open=case)
    client.force_login(outsider)

    assert "Read, while it is open" in client.get(case.get_absolute_url()).content.decode()


def test_the_record_that_it_hangs_on_is_that_one(person, case, manager, outsider):
    """And not the first that the reader can see."""
    other = factories.make_case(by=manager)
    give(person, manager, outsider.acting_team, while_open=other)

    assert hangs_on(Grant.objects.of(person).get(), manager) == other
    assert hangs_on(Grant.objects.of(person).get(), outsider) is None
