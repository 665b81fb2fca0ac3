"""What comes of a proposal: access given, ended, or left as it is."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404

from access.levels import Level
from access.models import Grant
from access.tests.factories import LawfulBasisFactory, allow_sharing, give
from agencies.models import Membership, Team
from agencies.tests.factories import member
from audit.models import Event
from profiles import services
from profiles.custody import moves_waiting_for, proposals_for
from profiles.models import CustodyDecision
from profiles.tests.factories import CustodyDecisionFactory, make_person
from profiles.tests.moves.moving import ENDING, GIVING, again, hold, leave, proposed, words
from profiles.tests.walking import post, url

pytestmark = pytest.mark.slow
Role = Membership.Role


# ---- What comes of it ---------------------------------------------------------------------------
def test_to_give_leads_to_the_page_filled_in_as_the_earlier_prison_had_it(
    signed_in, person, moved, police, next_prison
):
    allow_sharing(police, next_prison)
    giving = next(p for p in proposals_for(person.created_by, person) if not p.is_to_end)
    address = f"{url('grant', person)}?{giving.terms}"
    assert address.replace("&", "&amp;") in signed_in.get(url("sharing", person)).content.decode()

    page = signed_in.get(address)
    form = page.context["form"]

    assert [one.team.name for one in form.boxes()] == ["Dovegate Offender Managers"]
    assert form.initial["sections"] == ["log", "reports"]
    assert form.initial["level"] == Level.CONTRIBUTE
    ticked = words(page)
    assert f'value="team:{next_prison.uuid}" checked' in ticked
    terms = {
        "chosen": f"team:{next_prison.uuid}",
        "sections": form.initial["sections"],
        "level": form.initial["level"],
        "purpose": "Held there now",
        "basis": LawfulBasisFactory().pk,
        "how_long": "7days",
    }
    response, checked = post(signed_in, address, **terms)
    assert "Dovegate Offender Managers" in checked
    assert not Grant.objects.of(person).filter(team=next_prison).exists()
    response, _ = post(signed_in, address, **terms, confirmed="1")
    assert response["Location"] == url("sharing", person)
    given = Grant.objects.of(person).get(team=next_prison)
    assert (given.sections, given.level) == (["log", "reports"], Level.CONTRIBUTE)
    assert proposed(person, person.created_by) == [ENDING]


@pytest.mark.parametrize(
    "query",
    [
        "chosen=nonsense&level=9&sections=everything",
        "chosen=team:00000000-0000-0000-0000-000000000000&level=x",
        "level=" + "9" * 400,
        "&".join(["chosen=team:"] * 300),
    ],
)
def test_an_address_that_asks_for_nonsense_fills_in_nothing(signed_in, person, query):
    page = signed_in.get(f"{url('grant', person)}?{query}")

    assert page.status_code == 200
    form = page.context["form"]
    assert (form.boxes(), form.initial["level"], form.initial["sections"]) == ([], 1, [])


def test_a_team_that_the_reader_cannot_name_is_not_filled_in(signed_in, person, next_prison):
    Team.objects.filter(pk=next_prison.pk).update(is_discreet=True)

    page = signed_in.get(f"{url('grant', person)}?chosen=team:{next_prison.uuid}")

    assert page.context["form"].boxes() == []
    assert "Dovegate" not in words(page)


def test_to_end_leads_to_the_page_that_ends(signed_in, person, grant, moved):
    post(signed_in, url("grant-end", person, grant.uuid), because="Moved to HMP Dovegate")

    assert proposed(person, person.created_by) == [GIVING]


# ---- Left as it is ------------------------------------------------------------------------------
def test_access_is_left_as_it_is_with_a_reason_that_history_keeps(
    signed_in, person, manager, grant, moved, stafford
):
    left = person.stays.over().get()
    address = url("custody-dismiss", person, left.uuid)
    page = words(signed_in.get(address))
    assert "Leave the access of HMP Stafford as it is" in page
    assert "HMP Stafford keeps its access." in page

    response, _ = post(signed_in, address, reason="Returns there after the trial")

    assert response["Location"] == url("sharing", person)
    assert proposed(person, manager) == [GIVING]
    assert grant in Grant.objects.live()
    event = Event.objects.get(verb="custody.dismissed")
    assert (event.recipient, event.reason) == ("HMP Stafford", "Returns there after the trial")
    assert event.target_id == person.pk
    told = words(signed_in.get(url("history", person)))
    assert "After a move, kept the access of HMP Stafford" in told
    assert signed_in.get(address).status_code == 404


def test_a_later_move_asks_again(person, manager, grant, moved, stafford):
    services.dismiss_proposal(stay=person.stays.over().get(), by=manager, reason="Comes back")
    services.dismiss_proposal(stay=moved, by=manager, reason="Too short")
    assert proposed(person, manager) == []
    assert moves_waiting_for(again(manager)) == []

    leave(moved, "2026-03-10")
    back = hold(person, stafford, "2026-03-10")
    assert proposed(person, manager) == []
    leave(back, "2026-03-20")

    assert proposed(person, manager) == [ENDING]


def test_giving_that_was_put_away_does_not_put_ending_away(person, manager, stafford, prison):
    stay = hold(person, stafford, "2026-01-05")
    services.dismiss_proposal(stay=stay, by=manager, reason="A night only")
    give(person, manager, prison)

    leave(stay)

    assert proposed(person, manager) == [ENDING]


def test_a_decision_about_one_team_says_nothing_about_the_next(person, manager, moved):
    CustodyDecisionFactory(stay=moved, about="giving")

    assert GIVING in proposed(person, manager)


@pytest.mark.parametrize("reason", ["", "x" * 501])
def test_leaving_it_needs_a_reason(signed_in, person, moved, reason):
    response, page = post(signed_in, url("custody-dismiss", person, moved.uuid), reason=reason)

    assert response.status_code == 200
    assert "There is a problem" in page
    assert not CustodyDecision.objects.exists()


def test_who_may_not_act_puts_nothing_away(
    client, person, manager, officer, outsider, administrator, prison, moved
):
    warder = member(prison, Role.MANAGER)
    for user, status in ((officer, 403), (warder, 403), (outsider, 404), (administrator, 404)):
        client.force_login(user)
        assert client.get(url("custody-dismiss", person, moved.uuid)).status_code == status
        refused = PermissionDenied if status == 403 else Http404
        with pytest.raises(refused):
            services.dismiss_proposal(stay=moved, by=again(user), reason="No")
    assert not CustodyDecision.objects.exists()


def test_what_is_not_proposed_cannot_be_put_away(signed_in, person, manager, moved, stafford):
    services.dismiss_proposal(stay=moved, by=manager, reason="Too short")
    with pytest.raises(ValidationError, match="Nothing is proposed here any more"):
        services.dismiss_proposal(stay=moved, by=manager, reason="Again")
    other = make_person(by=manager)
    theirs = hold(other, stafford, "2026-01-05")

    assert signed_in.get(url("custody-dismiss", person, theirs.uuid)).status_code == 404
    assert signed_in.get(url("custody-dismiss", other, theirs.uuid)).status_code == 200
