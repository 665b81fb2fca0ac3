"""The pages on which a second person agrees."""

import pytest

from agencies.models import JoiningProposal, Team, User
from agencies.tests.factories import agree
from tests.editing import sent
from tests.second_hand.acts import GOOD, fresh, is_discreet, link, new_address, page, turn

pytestmark = pytest.mark.django_db
State = JoiningProposal.State


@pytest.mark.slow
def test_the_pages_from_an_invitation_to_agreement(client, administrator, manager, police, person):
    team = f"/administration/teams/{police.uuid}/"
    client.force_login(administrator)
    typed = {
        "name": "PC Ghost",
        "username": "pc.ghost",
        "email": "ghost@example.org",
        "role": "practitioner",
    }
    answer = client.post(f"{team}invite/", typed, follow=True).content.decode()
    assert "PC Ghost waits for agreement" in answer
    assert "Waiting for agreement" in answer
    address = f"/invitation/{link()}/"
    client.logout()
    assert "has not agreed yet" in page(client, address)
    # With "no-referrer" browsers send the form from nowhere, and it is refused.
    assert client.get(address)["Referrer-Policy"] == "strict-origin"
    client.post(address, {"password": GOOD, "again": GOOD})

    ghost = User.objects.get(username="pc.ghost")
    assert "has not agreed yet" in page(client, "/", ghost)
    assert "waits for agreement" in page(client, "/account/")
    assert client.get(person.get_absolute_url()).status_code == 404

    home = page(client, "/", manager)
    wish = ghost.proposals.get()
    assert "Should PC Ghost join Staffordshire IOM Team?" in home
    assert wish.get_absolute_url() in home
    detail = page(client, wish.get_absolute_url())
    assert "ghost@example.org" in detail
    assert "by Grace Odum" in detail
    answer = client.post(f"{wish.get_absolute_url()}agree/", follow=True).content.decode()
    assert "You have agreed: PC Ghost joins Staffordshire IOM Team" in answer
    assert "Should PC Ghost join" not in page(client, "/")
    client.force_login(ghost)
    assert client.get(person.get_absolute_url()).status_code == 200


@pytest.mark.slow
def test_a_place_and_a_change_of_role_wait_on_their_pages(
    client, administrator, police, colleague, officer
):
    client.force_login(administrator)
    address = f"/administration/memberships/{colleague.memberships.get().uuid}/change/"

    answer = client.post(address, sent(client, address) | {"role": "manager"}, follow=True)
    assert "waits for agreement" in answer.content.decode()
    assert "Instead of" in page(client, colleague.proposals.get().get_absolute_url())
    assert "Waiting for agreement" in page(client, f"/administration/users/{colleague.uuid}/")
    add = f"/administration/teams/{police.uuid}/add/"
    answer = client.post(add, {"username": "officer", "role": "manager"}, follow=True)
    assert "waits for agreement" in answer.content.decode()
    wish = officer.proposals.get()
    withdraw = f"{wish.get_absolute_url()}withdraw/"
    assert "for Priya Nandra to join" in page(client, withdraw)
    client.post(withdraw)
    assert fresh(officer).proposals.get().state == State.WITHDRAWN


@pytest.mark.slow
def test_a_changed_address_is_confirmed_on_its_pages(client, administrator, manager, colleague):
    address = f"/administration/users/{colleague.uuid}/"
    client.force_login(administrator)
    typed = sent(client, f"{address}edit/") | {"email": "new@example.org"}
    client.post(f"{address}edit/", typed)
    refused = client.post(f"{address}link/").content.decode()
    assert "so no link goes to it yet" in refused
    shown = page(client, address)
    assert "No link goes there until" in shown
    assert f"{address}confirm/" not in shown
    assert client.post(f"{address}confirm/").status_code == 403

    assert f"{address}confirm/" in page(client, address, manager)
    assert "by telephone or in person" in page(client, f"{address}confirm/")
    assert "new@example.org" in page(client, "/account/", colleague)
    client.post("/account/address/", sent(client, "/account/address/"))
    assert not fresh(colleague).address_is_held
    assert "you have not confirmed it" not in page(client, "/account/")
    again = client.post("/account/address/").content.decode()
    assert "nothing to confirm" in again
    client.force_login(manager)
    again = client.post(f"{address}confirm/").content.decode()
    assert "nothing to confirm" in again


@pytest.mark.slow
def test_a_second_person_confirms_a_changed_address(client, administrator, manager, colleague):
    new_address(colleague, administrator)
    client.force_login(manager)

    confirm = f"/administration/users/{colleague.uuid}/confirm/"
    client.post(confirm, sent(client, confirm))

    assert not fresh(colleague).address_is_held


@pytest.mark.slow
def test_a_discreet_team_is_listed_on_its_pages(client, administrator, second, refuge):
    team = f"/administration/teams/{refuge.uuid}/"
    client.force_login(administrator)
    typed = sent(client, f"{team}edit/")
    typed.pop("is_discreet")
    answer = client.post(f"{team}edit/", typed, follow=True).content.decode()
    assert "stays discreet until a manager" in answer
    assert "listing/withdraw/" in answer
    assert "listing/agree/" not in answer

    assert "Should Willow House be listed" in page(client, "/", second)
    shown = page(client, team)
    assert "listing/agree/" in shown
    assert "listing/withdraw/" not in shown
    client.post(f"{team}listing/refuse/", {"reason": "No"})
    turn(refuge, administrator, discreet=False)
    client.post(f"{team}listing/agree/")
    assert not is_discreet(refuge)
    turn(refuge, administrator, discreet=True)
    turn(refuge, administrator, discreet=False)
    client.force_login(administrator)
    client.post(f"{team}listing/withdraw/")
    assert Team.objects.get(pk=refuge.pk).listing_asked_by is None


@pytest.mark.slow
def test_the_agreement_that_a_place_stands_on_is_shown(
    client, manager, police, elsewhere, outsider
):
    agree(police, elsewhere, name="Across the border")
    client.force_login(manager)

    add = f"/administration/teams/{police.uuid}/add/"
    client.post(add, {"username": "outsider", "role": "practitioner"})

    assert "Across the border" in page(client, f"/administration/teams/{police.uuid}/")
    assert "Across the border" in page(client, f"/administration/users/{outsider.uuid}/")


@pytest.mark.slow
def test_a_missing_agreement_is_told_at_the_field(client, manager, police, outsider):
    client.force_login(manager)

    add = f"/administration/teams/{police.uuid}/add/"
    answer = client.post(add, {"username": "outsider", "role": "practitioner"})

    assert "no agreement is in force" in str(answer.context["form"].errors["username"])
    assert 'value="outsider"' in answer.content.decode()
