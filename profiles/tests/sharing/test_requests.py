"""The limited view, the request for access, and who answers it."""

import pytest

from access.models import AccessRequest, Grant
from access.tests.factories import AccessRequestFactory, DiscoveryFactory, LawfulBasisFactory, give
from agencies.models import User
from agencies.tests.factories import member
from profiles.tests.walking import post, url

pytestmark = pytest.mark.slow


# ---- The stub and the request -------------------------------------------------------------------
@pytest.fixture
def teammate(person, manager, outsider):
    give(person, manager, outsider, named=True)
    return member(outsider.acting_team, name="Mona Redgrave")


def test_a_colleague_asks_and_is_answered(client, signed_in, person, manager, teammate):
    client.force_login(teammate)
    _, page = post(client, url("request-access", person), reason="", words="")
    assert "Choose a reason" in page
    post(client, url("request-access", person), reason="linked", words="A case of mine")
    assert "has not answered yet" in client.get(url("request-access", person)).content.decode()

    client.force_login(manager)
    assert "Mona Redgrave asks for access" in client.get("/").content.decode()
    asked = AccessRequest.objects.get()
    answer = url("answer", person, asked.uuid)
    _, page = post(client, answer, answer="refuse", why_not="")
    assert "Enter why you are refusing" in page
    _, page = post(client, answer, answer="give", purpose="x")
    assert "There is a problem" in page
    post(
        client,
        answer,
        answer="give",
        level="1",
        sections=["log"],
        purpose="x",
        basis=LawfulBasisFactory().pk,
        how_long="7days",
    )

    client.force_login(User.objects.get(pk=teammate.pk))
    assert client.get(url("log", person)).status_code == 200


def test_an_answer_comes_too_late_for_a_request_already_answered(
    signed_in, person, manager, teammate
):
    asked = AccessRequestFactory(obj=person, by=teammate)
    answer = url("answer", person, asked.uuid)
    post(signed_in, answer, answer="refuse", why_not="No need")

    _, page = post(
        signed_in,
        answer,
        answer="give",
        level="1",
        purpose="x",
        basis=LawfulBasisFactory().pk,
        how_long="7days",
    )

    assert "already answered" in page
    assert Grant.objects.count() == 1


# ---- Who answers --------------------------------------------------------------------------------
def test_what_waits_is_shown_to_managers_alone(client, person, manager, officer, council):
    neighbour = member(council, name="Femi Castleton")
    DiscoveryFactory(obj=person, by=neighbour)
    AccessRequestFactory(obj=person, by=neighbour)

    for reader, shown in ((manager, True), (officer, False)):
        client.force_login(reader)
        page = client.get(url("sharing", person))
        assert page.context["manages"] is shown
        assert bool(page.context["waiting"]) is shown
        assert ("Femi Castleton" in page.content.decode()) is shown
