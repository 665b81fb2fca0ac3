"""Administrators of a force say which team is the unit, and how long each step may take."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from agencies.models import Membership
from agencies.tests.factories import AreaFactory, MembershipFactory, TeamFactory, member
from audit.models import Event
from missing import services
from missing.arranged import review_hours
from missing.models import Arrangement, MissingRisk
from missing.tests.factories import ArrangementFactory

LIST = "/administration/missing/"


def edit(area):
    return reverse("missing-arrangements:edit", args=[area.code])


def opened(client, address, **more):
    """What the form of a page holds as it was opened, with what is typed over it."""
    form = client.get(address).context["form"]
    held = {name: form[name].value() for name in form.fields if form[name].value()}
    return {**held, **more}


def test_arrange(client, administrator, staffordshire):
    unit = TeamFactory(name="Missing Unit", areas=[staffordshire], phone="01632960150")
    client.force_login(administrator)
    assert "nobody can be reported missing here" in client.get(LIST).content.decode()

    typed = {"unit": unit.pk, "assess_minutes": "30", "review_high": "2"}
    response = client.post(edit(staffordshire), opened(client, edit(staffordshire), **typed))

    assert response.url == LIST
    shown = client.get(LIST).content.decode()
    for words in ("Missing Unit", "Within 30 minutes", "High: 2 hours", "Within 72 hours"):
        assert words in shown
    arrangement = Arrangement.objects.get()
    assert review_hours(arrangement, MissingRisk.objects.get(code="high")) == 2
    assert review_hours(arrangement, MissingRisk.objects.get(code="low")) == 24
    assert arrangement.review_periods.count() == 1
    assert Event.objects.filter(verb="missing.arranged").count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("assess_minutes", "0"),
        ("interview_hours", "soon"),
        ("plan_review_months", "-3"),
        ("review_high", ""),
        ("review_high", "100000"),
        ("unit", "987654321"),
    ],
)
def test_what_is_wrong_stands_by_its_field(client, administrator, staffordshire, field, value):
    client.force_login(administrator)

    typed = opened(client, edit(staffordshire), **{field: value})
    response = client.post(edit(staffordshire), typed)

    assert list(response.context["form"].errors) == [field]
    assert not Arrangement.objects.exists()


def test_a_team_of_another_force_or_a_discreet_one_is_no_unit(
    client, administrator, staffordshire, elsewhere
):
    secret = TeamFactory(areas=[staffordshire], is_discreet=True)
    client.force_login(administrator)

    for team in (elsewhere, secret):
        assert team.name not in client.get(edit(staffordshire)).content.decode()
        typed = opened(client, edit(staffordshire), unit=team.pk)
        assert "unit" in client.post(edit(staffordshire), typed).context["form"].errors
    assert not Arrangement.objects.exists()


def test_no_other_unit_is_chosen_past_the_form(administrator, staffordshire, elsewhere):
    secret = TeamFactory(areas=[staffordshire], is_discreet=True)

    for team in (elsewhere, secret):
        with pytest.raises(ValidationError, match="Choose another team"):
            services.arrange_missing(area=staffordshire, by=administrator, unit=team)

    assert not Arrangement.objects.exists()


def test_nobody_chooses_the_team_in_which_they_work(client, administrator, staffordshire):
    unit = TeamFactory(name="Missing Unit", areas=[staffordshire])
    MembershipFactory(user=administrator, team=unit, role=Membership.Role.MANAGER)
    client.force_login(administrator)

    typed = opened(client, edit(staffordshire), unit=unit.pk, assess_minutes="33")
    response = client.post(edit(staffordshire), typed)

    says = "You work in Missing Unit. Another administrator must choose it."
    assert response.context["form"].errors == {"unit": [says]}
    assert 'value="33"' in response.content.decode()
    assert not Arrangement.objects.exists()


def test_what_another_chose_is_saved_by_who_works_there(administrator, staffordshire):
    unit = ArrangementFactory(area=staffordshire, unit=TeamFactory(areas=[staffordshire])).unit
    MembershipFactory(user=administrator, team=unit, role=Membership.Role.PRACTITIONER)

    services.arrange_missing(area=staffordshire, by=administrator, unit=unit, assess_minutes=20)

    found = Arrangement.objects.get()
    assert (found.unit, found.assess_minutes) == (unit, 20)


@pytest.mark.parametrize("field", ["assess_minutes", "review_high"])
def test_two_administrators_are_asked_what_to_keep(client, administrator, staffordshire, field):
    ArrangementFactory(area=staffordshire)
    client.force_login(administrator)
    typed = opened(client, edit(staffordshire))
    services.arrange_missing(
        area=staffordshire, by=administrator, assess_minutes=20, hours={"review_high": 20}
    )

    clash = client.post(edit(staffordshire), {**typed, field: "31"})
    merged = client.post(edit(staffordshire), {**typed, "prevention_hours": "12"})

    assert clash.status_code == 409
    assert merged.status_code == 302
    found = Arrangement.objects.get()
    assert (found.assess_minutes, found.prevention_hours) == (20, 12)
    assert found.review_periods.get().hours == 20


@pytest.mark.parametrize(
    ("actor", "of_list", "of_area"),
    [("officer", 403, 404), ("manager", 403, 404), ("operator", 404, 404), ("auditor", 403, 404)],
)
def test_for_administrators_of_the_area_alone(
    client, cast, staffordshire, actor, of_list, of_area
):
    client.force_login(getattr(cast, actor))

    assert client.get(LIST).status_code == of_list
    assert client.get(edit(staffordshire)).status_code == of_area


def test_administrators_of_a_partnership_arrange_nothing(client, staffordshire):
    stafford = AreaFactory(name="Stafford Partnership", parent=staffordshire, level="partnership")
    team = TeamFactory(areas=[stafford])
    client.force_login(member(team, Membership.Role.ADMINISTRATOR))

    assert client.get(LIST).status_code == 403
    assert client.get(edit(staffordshire)).status_code == 404
