"""Access that lasts while a record is open ends when it is closed, and is given back by nobody."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.urls import reverse

from access.access_summary import access_summary
from access.agreements import widens
from access.explain import explain
from access.ledger import named_managers
from access.levels import Level
from access.models import Grant
from access.services import end_access, give_access, restrict_record
from access.tests.factories import LawfulBasisFactory, allow_sharing, give
from access.while_open import while_open_words
from agencies.models import FOREVER, Membership
from agencies.tests.factories import TeamFactory, member
from audit.models import Event
from tests.throwaway.factories import close_parcel, make_parcel, open_again

pytestmark = pytest.mark.django_db


@pytest.fixture
def parcel(manager):
    return make_parcel(by=manager, title="Blue suitcase")


def share(obj, by, team, **more):
    return give(obj, by, team, **{"sections": ["log"], **more})


def test_closing_ends_access_at_once(parcel, manager, outsider):
    grant = share(parcel, manager, outsider.acting_team, while_open=parcel)
    assert type(parcel).objects.visible_to(outsider).exists()

    assert close_parcel(parcel, manager) == 1

    grant.refresh_from_db()
    assert grant.ended_by == manager
    assert grant.ended_because == "The parcel was closed"
    assert not type(parcel).objects.visible_to(outsider).exists()
    assert not parcel.team_holds.filter(grant=grant).exists()
    event = Event.objects.filter(verb="access.ended").get()
    assert (event.target_id, event.reason) == (parcel.pk, "The parcel was closed")


def test_closing_leaves_access_with_another_end(parcel, manager, outsider):
    share(parcel, manager, outsider.acting_team)

    assert close_parcel(parcel, manager) == 0
    assert type(parcel).objects.visible_to(outsider).exists()


def test_closing_ends_access_of_a_named_person(parcel, manager, outsider):
    share(parcel, manager, outsider, named=True, while_open=parcel)

    assert close_parcel(parcel, manager) == 1
    assert not type(parcel).objects.visible_to(outsider).exists()


def test_access_to_a_person_ends_with_the_case(parcel, person, manager, outsider):
    grant = share(person, manager, outsider.acting_team, while_open=parcel)

    assert close_parcel(parcel, manager) == 1

    grant.refresh_from_db()
    assert grant.ended_because == "What it was given for has ended"
    assert not type(person).objects.visible_to(outsider).exists()


def test_a_closed_record_gives_no_such_access(parcel, manager, outsider):
    close_parcel(parcel, manager)

    with pytest.raises(ValidationError, match="This parcel is closed"):
        share(parcel, manager, outsider.acting_team, while_open=parcel)


def test_what_never_closes_gives_no_such_access(person, manager, outsider):
    with pytest.raises(ValidationError, match="closed"):
        share(person, manager, outsider.acting_team, while_open=person)


def test_nobody_hangs_access_on_a_record_they_cannot_see(parcel, person, manager, outsider):
    hidden = make_parcel(by=member(TeamFactory()), title="Hidden")

    with pytest.raises(Http404):
        share(person, manager, outsider.acting_team, while_open=hidden)


def test_opening_again_gives_nothing_back(parcel, manager, outsider):
    share(parcel, manager, outsider.acting_team, while_open=parcel)
    close_parcel(parcel, manager)

    open_again(parcel, manager)

    assert not type(parcel).objects.visible_to(outsider).exists()


def test_a_grant_that_somebody_ended_stays_as_they_ended_it(parcel, manager, outsider):
    grant = share(parcel, manager, outsider.acting_team, while_open=parcel)
    end_access(obj=parcel, grant=grant, by=manager, because="A mistake")

    assert close_parcel(parcel, manager) == 0


def test_closing_leaves_access_that_ends_with_another(parcel, person, manager, outsider):
    other = make_parcel(by=manager, title="Another")
    share(person, manager, outsider.acting_team, while_open=other)
    grant = share(parcel, manager, outsider.acting_team, while_open=parcel)
    Grant.objects.filter(pk=grant.pk).update(while_open_type="another.kind")

    assert close_parcel(parcel, manager) == 0


def test_an_administrator_gives_access_that_ends_with_a_record(parcel, manager, outsider):
    administrator = member(manager.acting_team, Membership.Role.ADMINISTRATOR)

    grant = share(parcel, administrator, outsider.acting_team, while_open=parcel)

    assert grant.while_itself_open


# ---- What replaces it ------------------------------------------------------------------------
def before(parcel=None, **fields):
    terms = {"level": Level.VIEW, "sections": ["log"], "valid_until": FOREVER, **fields}
    if parcel:
        terms |= {"while_open_type": parcel._meta.label_lower, "while_open_id": parcel.pk}
    return Grant(**terms)


def test_another_end_may_outlast_a_record_that_is_open(parcel):
    same = (Level.VIEW, ["log"], FOREVER)

    assert widens(before(parcel), *same)
    assert not widens(before(parcel), *same, parcel)
    assert not widens(before(), *same, parcel)


def test_who_cannot_see_the_case_cannot_let_access_outlast_it(person, manager, outsider):
    colleague = member(TeamFactory(agency=manager.acting_team.agency))
    hidden = make_parcel(by=colleague, title="Hidden")
    both = member(manager.acting_team, Membership.Role.MANAGER)
    share(hidden, colleague, both, named=True)
    share(person, both, outsider.acting_team, while_open=hidden)

    again = share(person, manager, outsider.acting_team, level=Level.CONTRIBUTE)

    assert again.while_open_id == hidden.pk
    close_parcel(hidden, colleague)
    assert not type(person).objects.visible_to(outsider).exists()


def test_nor_by_hanging_it_on_another(parcel, person, manager, outsider):
    colleague = member(TeamFactory(agency=manager.acting_team.agency))
    hidden = make_parcel(by=colleague, title="Hidden")
    both = member(manager.acting_team, Membership.Role.MANAGER)
    share(hidden, colleague, both, named=True)
    share(person, both, outsider.acting_team, while_open=hidden)

    again = share(person, manager, outsider.acting_team, while_open=parcel)

    assert again.while_open_id == hidden.pk


def test_that_it_is_closed_is_told_to_those_who_may_share_it(parcel, manager, outsider):
    share(parcel, manager, outsider.acting_team)
    team = TeamFactory()
    close_parcel(parcel, manager)

    with pytest.raises(Http404):
        share(parcel, member(TeamFactory()), team, while_open=parcel)
    with pytest.raises(PermissionDenied):
        share(parcel, outsider, team, while_open=parcel)


def test_who_sees_the_case_may_let_access_outlast_it(parcel, person, manager, outsider):
    share(person, manager, outsider.acting_team, while_open=parcel)

    assert share(person, manager, outsider.acting_team).while_open_id is None


def test_whoever_shares_a_record_may_let_access_outlast_it(parcel, manager, outsider):
    administrator = member(manager.acting_team, Membership.Role.ADMINISTRATOR)
    share(parcel, manager, outsider.acting_team, while_open=parcel)

    assert share(parcel, administrator, outsider.acting_team).while_open_id is None
    assert share(parcel, administrator, outsider.acting_team).while_open_id is None


def test_it_is_no_named_manager_of_a_restricted_record(parcel, manager, outsider):
    restrict_record(obj=parcel, by=manager, reason="A relative", basis=LawfulBasisFactory())
    place = manager.live_memberships[0]

    with pytest.raises(ValidationError, match="at least one named manager"):
        give_access(
            obj=parcel,
            by=manager,
            team=place.team,
            membership=place,
            level=Level.CONTRIBUTE,
            sections=["log"],
            purpose="Manages it",
            basis=LawfulBasisFactory(),
            while_open=parcel,
        )
    assert named_managers(parcel).count() == 1


# ---- In words --------------------------------------------------------------------------------
def test_sharing_says_how_long(parcel, manager, outsider):
    grant = share(parcel, manager, outsider.acting_team, while_open=parcel)

    assert explain(parcel, manager).others[0].lasts == "while this parcel is open"
    assert access_summary(parcel, manager).others[0].ends == "while it is open"
    assert while_open_words([grant], parcel, outsider) == {grant.pk: "while this parcel is open"}


def test_the_case_is_named_to_its_readers_alone(parcel, person, manager, outsider):
    share(person, manager, outsider.acting_team, while_open=parcel)

    assert explain(person, manager).others[0].lasts == f"while {parcel.reference} is open"
    assert explain(person, outsider).others[0].lasts == ""
    assert access_summary(person, manager).others[0].ends == ""


def test_the_page_of_sharing_names_it_to_readers_alone(client, parcel, person, manager, outsider):
    share(person, manager, outsider.acting_team, while_open=parcel)
    sharing = reverse("profiles:sharing", args=[person.uuid])

    client.force_login(manager)
    assert f"while {parcel.reference} is open" in client.get(sharing).content.decode()
    client.force_login(outsider)
    text = client.get(sharing).content.decode()
    assert parcel.reference not in text
    assert "until ended" in text


# ---- On the pages ----------------------------------------------------------------------------
def page(name, record, *args):
    return reverse(f"{record._meta.app_label}:{name}", args=[record.uuid, *args])


def typed(team, **more):
    return {
        "chosen": f"team:{team.uuid}",
        "sections": ["log"],
        "level": "1",
        "purpose": "Joint work",
        "basis": LawfulBasisFactory().pk,
        "how_long": "open",
        **more,
    }


@pytest.fixture
def partner(manager, outsider):
    allow_sharing(manager.acting_team, outsider.acting_team)
    return outsider.acting_team


def test_it_is_how_a_case_is_shared_if_nothing_else_is_chosen(client, parcel, manager, partner):
    client.force_login(manager)
    form = client.get(page("grant", parcel)).context["form"]
    assert form.initial["how_long"] == "open"
    assert form.fields["how_long"].choices[0] == ("open", f"While {parcel.reference} is open")

    check = client.post(page("grant", parcel), typed(partner)).content.decode()
    assert f"while {parcel.reference} is open" in check
    assert not Grant.objects.exists()

    client.post(page("grant", parcel), typed(partner, confirmed="yes"))
    assert Grant.objects.get().while_itself_open
    assert "while this parcel is open" in client.get(page("sharing", parcel)).content.decode()


def test_it_is_not_offered_where_nothing_closes(client, parcel, person, manager, partner):
    client.force_login(manager)
    for record in (person, parcel):
        if record is parcel:
            close_parcel(parcel, manager)
        form = client.get(page("grant", record)).context["form"]
        assert form.initial["how_long"] == "usual"
        answer = client.post(page("grant", record), typed(partner, confirmed="yes"))
        assert "how_long" in answer.context["form"].errors
    assert not Grant.objects.exists()


def test_a_change_keeps_the_end_unless_another_is_chosen(client, parcel, manager, partner):
    grant = share(parcel, manager, partner, while_open=parcel)
    client.force_login(manager)
    address = page("grant-change", parcel, grant.uuid)
    assert client.get(address).context["form"].initial["how_long"] == "open"

    client.post(address, typed(partner, level="2"))
    changed = Grant.objects.unended().get()
    assert (changed.level, changed.while_itself_open) == (Level.CONTRIBUTE, True)

    client.post(page("grant-change", parcel, changed.uuid), typed(partner, how_long="ended"))
    assert Grant.objects.unended().get().while_open_id is None


def test_a_change_of_access_that_ends_with_a_case_offers_that_end_again(
    client, parcel, person, manager, partner
):
    make_parcel(by=manager, title="Another")
    grant = share(person, manager, partner, while_open=parcel)
    make_parcel(by=manager, title="And another")
    client.force_login(manager)
    address = page("grant-change", person, grant.uuid)

    form = client.get(address).context["form"]
    assert form.initial["how_long"] == "open"
    assert form.fields["how_long"].choices[0] == ("open", f"While {parcel.reference} is open")

    client.post(address, typed(partner, level="2"))
    assert Grant.objects.unended().get().while_open_id == parcel.pk


def test_a_change_of_other_access_offers_no_such_end(client, person, manager, partner):
    grant = share(person, manager, partner)
    client.force_login(manager)

    form = client.get(page("grant-change", person, grant.uuid)).context["form"]

    assert form.initial["how_long"] == "ended"
    assert "open" not in dict(form.fields["how_long"].choices)


def test_what_ended_is_offered_again(client, parcel, manager, partner):
    share(parcel, manager, partner, while_open=parcel, level=Level.CONTRIBUTE)
    close_parcel(parcel, manager)
    open_again(parcel, manager)
    client.force_login(manager)

    sharing = client.get(page("sharing", parcel))
    [over] = sharing.context["explanation"].over
    assert "The parcel was closed" in sharing.content.decode()
    assert "Give access again" in sharing.content.decode()
    form = client.get(f"{page('grant', parcel)}?{over.again}").context["form"]

    assert [grantee.team for grantee in form.boxes()] == [partner]
    assert (form.initial["level"], form.initial["sections"]) == (2, ["log"])
