"""Tasks about cases: as about people, without a word in the app of tasks."""

import pytest

from access.services import exclude_person
from access.tests.factories import give
from cases.tests.factories import make_case
from tasks.tests.factories import TaskFactory

pytestmark = pytest.mark.slow


@pytest.fixture
def case(manager):
    return make_case(by=manager, title="Noise at Lansdown Court")


@pytest.fixture
def of_case(case, officer, council):
    return TaskFactory(by=officer, to=council, about=case)


def page(client, user, address):
    client.force_login(user)
    return client.get(address).content.decode()


def test_it_is_named_by_reference_until_the_case_is_shared(
    client, of_case, case, manager, worker, council
):
    address = of_case.get_absolute_url()
    shown = page(client, worker, address)
    assert f"Visit: {case.reference}" in shown
    assert "Lansdown" not in shown
    assert f"{case.get_absolute_url()}sharing/request-access/" in shown

    give(case, manager, council, sections=["actions"])

    shown = page(client, worker, address)
    assert "Visit: Noise at Lansdown Court" in shown
    assert "Please visit him on Monday." in shown


def test_who_is_excluded_from_the_case_does_not_see_it(client, of_case, case, manager, worker):
    exclude_person(obj=case, by=manager, user=worker, reason="A cousin")
    client.force_login(worker)

    assert client.get(of_case.get_absolute_url()).status_code == 404
