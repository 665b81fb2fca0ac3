"""The past of the demo world: as a real record's, and only the seeding can have made it."""

import datetime

import psycopg
import pytest
import time_machine
from django.apps import apps
from django.db.models import DateTimeField, Max, Min
from django.utils import timezone

from access.models import Grant, Transfer
from access.services import give_access
from agencies.models import FOREVER, Membership, Team, User
from alerts.models import Notice
from audit.models import Delivery, Event
from home.demo.past import Past
from missing.models import Episode
from profiles.models import Contact, Profile, ProfileActivity, ProfileTeamHold, RiskAssessment
from profiles.services import create_profile
from tests.world import inside, shape

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]

A_DAY = datetime.timedelta(days=1)


def person(surname):
    return Profile.objects.get(surname=surname)


def user(username):
    return User.objects.get(username=username)


def events_of(profile):
    return Event.objects.filter(target_type="profiles.profile", target_id=profile.pk)


def test_no_row_tells_when_the_seeding_ran(demo):
    lately = (timezone.now() - datetime.timedelta(hours=1), timezone.now())
    given_away = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label != "migrations"
        for field in model._meta.local_concrete_fields
        if isinstance(field, DateTimeField)
        and model._base_manager.filter(**{f"{field.name}__range": lately}).exists()
    ]

    assert given_away == []


def test_nothing_happens_in_the_future(demo):
    assert Event.objects.aggregate(last=Max("at"))["last"] < timezone.now()
    assert Contact.objects.aggregate(last=Max("written_at"))["last"] < timezone.now()
    assert RiskAssessment.objects.aggregate(last=Max("written_at"))["last"] < timezone.now()


def test_a_record_has_a_history_of_months_in_office_hours(demo):
    jordan = events_of(person("Pellworth")).aggregate(first=Min("at"), last=Max("at"))
    # People are missing, and looked for, at night.
    missing = Episode.objects.values("case")
    by_day = Event.objects.exclude(target_type="cases.case", target_id__in=missing)
    all_of_it = by_day.values_list("at", flat=True)
    local = [timezone.localtime(at) for at in all_of_it]
    in_office = [at for at in local if at.weekday() < 5 and 8 <= at.hour < 18]

    assert jordan["last"] - jordan["first"] > 250 * A_DAY
    assert len({at.date() for at in local}) > 100
    assert len(in_office) / len(local) > 0.9


def test_no_act_comes_before_what_caused_it(demo):
    joined = dict(
        Membership.objects.values_list("user_id").annotate(first=Min("valid_from")).order_by()
    )
    for profile in Profile.objects.all():
        told = list(events_of(profile).order_by("pk"))

        assert told[0].verb == "profile.created"
        assert [event.at for event in told] == sorted(event.at for event in told)
        assert told[0].at >= profile.created_at
        assert [e for e in told if e.actor_id and e.at < joined[e.actor_id]] == []
    for grant in Grant.objects.select_related("agreement"):
        told = Event.objects.filter(verb="access.given", detail__grant=grant.pk).first()
        assert told is None or abs(told.at - grant.given_at) < datetime.timedelta(seconds=5)
        assert grant.valid_from == grant.given_at
        if agreed := grant.agreement:
            assert agreed.in_force_from <= timezone.localdate(grant.given_at)
            assert agreed.history.earliest("history_date").history_date < grant.given_at
    for contact in Contact.objects.all():
        assert contact.happened_on <= timezone.localdate(contact.written_at)
    for notice in Notice.objects.select_related("event"):
        assert notice.event.at <= notice.made_at <= (notice.seen_at or notice.made_at)


def test_what_is_in_a_history_has_the_time_of_its_event(demo):
    kept = Event.objects.exclude(history_model="").values_list("history_model", "history_id", "at")

    for model, pk, at in kept:
        row = apps.get_model(model)._base_manager.get(pk=pk)
        assert abs(row.history_date - at) < datetime.timedelta(seconds=5)


def test_lists_are_sorted_by_the_times_that_records_show(demo):
    for hold in ProfileTeamHold.objects.select_related("content_object"):
        profile = hold.content_object
        entered = ProfileActivity.objects.filter(content_object=profile)
        held = [one.last_at for one in entered if one.section & hold.sections]
        assert hold.last_activity_at == max([profile.created_at, *held])


def test_references_carry_the_year_their_record_was_opened(demo):
    years = {p.reference.split("-")[1]: None for p in Profile.objects.all()}

    assert len(years) >= 2
    for profile in Profile.objects.all():
        assert profile.reference.split("-")[1] == str(timezone.localtime(profile.created_at).year)
        assert {h.reference for h in profile.history.all()} == {profile.reference}
        assert {event.target_label for event in events_of(profile)} == {profile.event_label}


@pytest.mark.parametrize("year", [-1, 0, 1])
def test_no_number_is_given_twice(demo, year):
    officer, taken = user("officer.staffordshire"), set(Profile.objects.values_list("reference"))
    now = timezone.localtime()

    with time_machine.travel(now.replace(year=now.year + year), tick=False):
        new = create_profile(
            by=officer,
            team=officer.acting_team,
            forenames="Somebody",
            surname="New",
            sex="female",
            born_on=None,
        )

    assert (new.reference,) not in taken


def test_the_latest_is_still_to_be_told_and_the_old_was_read_long_ago(demo):
    waiting = Delivery.objects.filter(state="waiting").select_related("event")

    assert {user.recipient.username for user in Notice.objects.all()} >= {"spoc.stafford"}
    assert {one.audience for one in Notice.objects.filter(seen_at=None)} == {"firing"}
    assert waiting.filter(event__verb="access.given").exists()
    assert all(timezone.now() - one.event.at < 10 * A_DAY for one in waiting)
    assert not Delivery.objects.filter(state="failed").exists()


def test_a_colleague_is_excluded_and_finds_nothing(demo):
    adrian = person("Stokesay")
    colleague, lead = user("officer.staffordshire"), user("lead.staffordshire")

    assert adrian.exclusions.get().user == colleague
    assert adrian.owner_team == colleague.acting_team
    assert not Profile.objects.visible_to(colleague).filter(pk=adrian.pk).exists()
    assert not Profile.objects.known_to(colleague).filter(pk=adrian.pk).exists()
    assert Profile.objects.visible_to(lead).filter(pk=adrian.pk).exists()


def test_a_restricted_record_is_read_by_those_who_are_named(demo):
    kieran = person("Holloworth")
    readers = {
        name
        for name in User.objects.values_list("username", flat=True)
        if Profile.objects.visible_to(user(name)).filter(pk=kieran.pk).exists()
    }

    assert kieran.is_restricted
    assert readers == {"lead.norfolk", "missing.norfolk"}


def test_a_discreet_team_keeps_one_record_and_has_handed_one_over(demo):
    unit = Team.objects.get(is_discreet=True)
    lorna, stella = person("Cuckfield"), person("Findonby")
    receiver, outsider = user("vulnerability.adur"), user("officer.norfolk")

    assert lorna.owner_team == unit
    assert Transfer.objects.get(object_id=stella.pk, state="accepted").from_team == unit
    assert Profile.objects.visible_to(receiver).filter(pk=stella.pk).exists()
    assert not Profile.objects.visible_to(receiver).filter(pk=lorna.pk).exists()
    assert not Profile.objects.known_to(outsider).filter(pk__in=[lorna.pk, stella.pk]).exists()
    assert unit in Team.objects.filter(pk=user("inspector.brighton").live_memberships[1].team_id)


def test_triggers_and_constraints_are_as_before(
    seeded,
    live_database,
    django_db_blocker,
):
    before = shape()

    with inside(seeded, django_db_blocker, live_database):
        assert shape() == before


@pytest.mark.parametrize("role", ["owner", "app"])
def test_no_role_moves_an_event_afterwards(seeded, cluster, role):
    with (
        psycopg.connect(cluster.url(role, seeded)) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("UPDATE audit_event SET at = now() - interval '1 day'")


def test_a_service_still_takes_its_time_from_the_clock(demo):
    callum, lead = person("Drayfield"), user("lead.staffordshire")
    before = timezone.now()

    grant = give_access(
        obj=callum,
        by=lead,
        team=user("officer.norfolk").acting_team,
        level=1,
        sections=["log"],
        purpose="He lives there now",
        basis=Grant.objects.first().basis,
        until=FOREVER,
    )

    grant.refresh_from_db()
    assert before <= grant.given_at <= timezone.now()


@time_machine.travel("2026-11-28 09:00:00+00:00", tick=False)  # a Saturday
def test_a_weekend_is_left_for_the_next_day_of_work_that_has_been():
    past = Past()

    def day(ago):
        return past._moment(object(), ago, None).strftime("%A %d")

    assert [day(ago) for ago in (6, 7, 4, 0)] == [
        "Monday 23",
        "Monday 23",
        "Tuesday 24",
        "Saturday 28",
    ]
    assert past._moment("night", 6, datetime.time(23, 20)).strftime("%A %d") == "Sunday 22"


def test_what_comes_next_is_never_before_what_came_last():
    past = Past()

    with past.act("one", 5):
        pass
    with past.act("one", 5):
        pass
    with past.act("one"):
        pass

    said = [act.said for act in past.acts]
    assert said == sorted(set(said))
    with pytest.raises(ValueError, match="comes after a later act"), past.act("one", 30):
        pass
    with pytest.raises(ValueError, match="how long ago"), past.act("another"):
        pass
