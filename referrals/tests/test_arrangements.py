"""What an area arranges about restorative justice; its own form of referrals."""

import pytest
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.urls import reverse

from agencies.models import Membership
from agencies.tests.factories import AreaFactory, MembershipFactory, TeamFactory, member
from records.models import FormKind
from referrals import services
from referrals.arranged import champions_of
from referrals.models import Arrangement
from referrals.tests.factories import ArrangementFactory, ReferralFactory, facts, party

pytestmark = pytest.mark.slow

LIST = "/administration/restorative-justice/"


def edit(area):
    return reverse("rj-arrangements:edit", args=[area.code])


def opened(client, address, **more):
    """What the form of a page holds as it was opened, with what is typed over it."""
    form = client.get(address).context["form"]
    held = {name: form[name].value() for name in form.fields if form[name].value()}
    return {**held, **more}


def test_a_program_is_no_champion(staffordshire):
    champions = TeamFactory(areas=[staffordshire])
    ArrangementFactory(area=staffordshire, champions=champions)
    person = member(champions)
    member(champions, is_program=True, email="", password=make_password(None))

    assert [one.user for one in champions_of(staffordshire)] == [person]


def test_arrange(client, administrator, staffordshire):
    champions = TeamFactory(name="Stafford Champions", areas=[staffordshire], phone="01632960150")
    client.force_login(administrator)
    assert "officers cannot submit referrals" in client.get(LIST).content.decode()

    teams = {"champions": champions.pk, "coordinators": champions.pk}
    response = client.post(
        edit(staffordshire),
        opened(client, edit(staffordshire), **teams, advice="Ring first"),
    )

    assert response.url == LIST
    shown = client.get(LIST).content.decode()
    for words in ("Stafford Champions", "Ring first", "tel:01632960150", "Within 5 days"):
        assert words in shown


@pytest.mark.parametrize(
    ("more", "field"),
    [({"answer_within": "0"}, "answer_within"), ({"champions": "987654321"}, "champions")],
)
def test_arrange_refused_at_its_field(client, administrator, staffordshire, more, field):
    client.force_login(administrator)

    response = client.post(edit(staffordshire), opened(client, edit(staffordshire), **more))

    assert field in response.context["form"].errors
    assert not Arrangement.objects.exists()


def test_only_teams_at_work_in_the_area_are_offered(
    client, administrator, staffordshire, elsewhere
):
    secret = TeamFactory(areas=[staffordshire], is_discreet=True)
    client.force_login(administrator)

    shown = client.get(edit(staffordshire)).content.decode()
    refused = client.post(
        edit(staffordshire), opened(client, edit(staffordshire), champions=elsewhere.pk)
    )

    assert elsewhere.name not in shown
    assert secret.name not in shown
    assert "champions" in refused.context["form"].errors


@pytest.mark.parametrize("field", ["champions", "coordinators"])
def test_nobody_chooses_the_team_in_which_they_work(client, administrator, staffordshire, field):
    own = TeamFactory(name="Stafford Champions", areas=[staffordshire])
    MembershipFactory(user=administrator, team=own, role=Membership.Role.MANAGER)
    client.force_login(administrator)

    typed = opened(client, edit(staffordshire), **{field: own.pk}, advice="Ring first")
    response = client.post(edit(staffordshire), typed)

    says = "You work in Stafford Champions. Another administrator must choose it."
    assert response.context["form"].errors == {field: [says]}
    assert "Ring first" in response.content.decode()
    assert not Arrangement.objects.exists()


def test_what_another_chose_is_saved_by_who_works_there(administrator, staffordshire):
    before = ArrangementFactory(area=staffordshire)
    teams = {"champions": before.champions, "coordinators": before.coordinators}
    for team in teams.values():
        MembershipFactory(user=administrator, team=team, role=Membership.Role.PRACTITIONER)

    services.arrange(area=staffordshire, by=administrator, advice="Ring first", **teams)

    assert Arrangement.objects.get().advice == "Ring first"
    with pytest.raises(ValidationError, match="Another administrator must choose it"):
        services.arrange(area=staffordshire, by=administrator, champions=before.coordinators)


def test_a_discreet_team_is_not_chosen_past_the_form(administrator, staffordshire):
    secret = TeamFactory(areas=[staffordshire], is_discreet=True)

    with pytest.raises(ValidationError, match="Choose another team"):
        services.arrange(area=staffordshire, by=administrator, champions=secret)

    assert not Arrangement.objects.exists()


def test_a_team_that_was_chosen_before_stays_when_it_has_moved_away(
    administrator, staffordshire, elsewhere
):
    before = ArrangementFactory(area=staffordshire, champions=elsewhere)
    teams = {"champions": elsewhere, "coordinators": before.coordinators}

    services.arrange(area=staffordshire, by=administrator, advice="Ring first", **teams)

    assert Arrangement.objects.get().advice == "Ring first"
    with pytest.raises(ValidationError, match="Choose another team"):
        services.arrange(area=staffordshire, by=administrator, champions=TeamFactory())


def test_two_administrators_are_asked_what_to_keep(client, administrator, staffordshire):
    ArrangementFactory(area=staffordshire, advice="")
    client.force_login(administrator)
    typed = opened(client, edit(staffordshire))
    services.arrange(area=staffordshire, by=administrator, advice="Ring the champion")

    clash = client.post(edit(staffordshire), {**typed, "advice": "Ring the coordinator"})

    assert clash.status_code == 409
    assert "Ring the champion" in clash.content.decode()


@pytest.mark.parametrize(
    ("actor", "of_list", "of_area"),
    [
        ("officer", 403, 404),
        ("manager", 403, 404),
        ("operator", 404, 404),
        ("auditor", 403, 404),
        ("outsider", 403, 404),
    ],
)
def test_for_administrators_of_the_area_alone(
    client, cast, staffordshire, actor, of_list, of_area
):
    client.force_login(getattr(cast, actor))

    assert client.get(LIST).status_code == of_list
    assert client.get(edit(staffordshire)).status_code == of_area


def test_administrators_of_a_partnership_arrange_nothing_for_the_force(client, staffordshire):
    stafford = AreaFactory(name="Stafford Partnership", parent=staffordshire, level="partnership")
    team = TeamFactory(areas=[stafford])
    client.force_login(member(team, Membership.Role.ADMINISTRATOR))

    assert client.get(LIST).status_code == 403
    assert client.get(edit(stafford)).status_code == 404
    assert client.get(edit(staffordshire)).status_code == 404


# ---- The form of referrals ----------------------------------------------------------------------
def test_an_area_can_add_a_question(client, administrator, officer, staffordshire):
    client.force_login(administrator)
    shipped = FormKind.objects.get(code="rj-referral")
    listed = client.get(reverse("forms:kinds")).content.decode()
    assert "A referral to restorative justice" in listed

    copied = client.post(
        reverse("forms:kind-copy", args=[shipped.uuid]),
        {"name": "Staffordshire referral", "area": staffordshire.pk},
    )
    own = FormKind.objects.get(name="Staffordshire referral")
    assert copied.url == own.get_absolute_url()
    section = own.sections.first()
    client.post(
        reverse("forms:question-add", args=[own.uuid, section.uuid]),
        {"label": "Is there CCTV?", "answer": "yes_no", "longest": "100"},
    )
    before = started(officer)
    change = reverse("forms:kind-edit", args=[own.uuid])
    client.post(change, opened(client, change, is_offered="on"))
    after = started(officer)

    assert before.form.kind == shipped
    assert after.form.kind == own
    asked = [
        question.label
        for part in after.form.parts.with_words()
        for question in part.section.questions.all()
    ]
    assert "Is there CCTV?" in asked
    assert "What harm was done?" in asked


def started(officer):
    return services.start_referral(
        by=officer, team=officer.acting_team, parties=[party(), party("harmed")], **facts()
    )


def test_other_areas_keep_the_shipped_form(officer, outsider, administrator, staffordshire):
    own = FormKind.objects.create(
        area=staffordshire, name="Ours", code="ours", use="referral", is_offered=True
    )

    assert ReferralFactory(by=officer).form.kind == own
    assert ReferralFactory(by=outsider).form.kind != own
