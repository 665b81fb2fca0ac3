"""Generated data is what the services would have made, only quicker; made once, never for real."""

import datetime
import re
from collections import Counter
from itertools import chain

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count, Max

from access.models import Grant
from access.projection import implied, object_of
from agencies.models import Agency, Area, Membership, User
from cases.models import Action, Case, CaseTeamHold, CaseUserHold
from core.alike import with_sounds
from core.tidy import folded
from galleries.models import Entry, Gallery
from home import population
from missing.models import Arrangement, Clock, Episode
from profiles.models import (
    Contact,
    Profile,
    ProfileExclusion,
    ProfileTeamHold,
    ProfileUserHold,
)
from profiles.services import add_contact, create_profile
from profiles.services.people import _index_names
from profiles.tests.factories import ContactKindFactory
from records.models import ReferenceBlock
from referrals.indexing import index_intervention, index_party
from referrals.models import Intervention, Party
from tasks.models import Task
from tests.world import inside, made_world, manage, shape

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("populate")]

PEOPLE = 300
# What a party copies for searches.
COPIES = (
    *("area_id", "is_registered", "happened_on", "sort_name", "search_names"),
    *("search_address", "digits"),
)


@pytest.fixture(scope="module")
def populated(cluster, django_db_setup):
    with made_world(cluster, f"{django_db_setup}_populated", PEOPLE) as name:
        yield name


@pytest.fixture
def world(populated, django_db_setup, django_db_blocker):
    """A few generated people."""
    with inside(populated, django_db_blocker, django_db_setup):
        yield


HOLDS = {
    Profile: (ProfileTeamHold, ProfileUserHold),
    Case: (CaseTeamHold, CaseUserHold),
}


def holds(model, record):
    who = "group_id" if model in (ProfileTeamHold, CaseTeamHold) else "user_id"
    return {getattr(hold, who): hold for hold in model.objects.filter(content_object_id=record.pk)}


def people_of(kind):
    return User.objects.filter(username__startswith=kind).order_by("pk")


@pytest.mark.parametrize("kind", HOLDS)
def test_holds_are_what_grants_and_ownership_imply(world, kind):
    for one in kind.objects.all():
        for model, wanted in zip(HOLDS[kind], implied(one), strict=True):
            made = holds(model, one)
            assert set(made) == set(wanted), one.reference
            for holder, reach in wanted.items():
                found = {name: getattr(made[holder], name) for name in reach}
                assert found == reach, one.reference


def test_copies_are_what_the_triggers_would_have_copied(world):
    for profile in Profile.objects.prefetch_related("activities", "other_names"):
        kept = (profile.sort_name, profile.search_names)
        _index_names(profile)
        assert (profile.sort_name, profile.search_names) == kept
        for model in (ProfileTeamHold, ProfileUserHold):
            for hold in holds(model, profile).values():
                seen = [a.last_at for a in profile.activities.all() if a.section & hold.sections]
                assert (hold.sort_name, hold.search_names) == kept
                assert hold.restricted == profile.is_restricted
                assert hold.last_activity_at == max([profile.created_at, *seen])
                assert hold.permission.codename.endswith("_profile")


def test_copies_of_cases_are_what_the_triggers_would_have_copied(world):
    for case in Case.objects.prefetch_related("activities"):
        words = folded(case.title)
        assert (case.sort_name, case.search_names) == (words, with_sounds(words))
        for model in HOLDS[Case]:
            for hold in holds(model, case).values():
                seen = [a.last_at for a in case.activities.all() if a.section & hold.sections]
                assert (hold.sort_name, hold.search_names) == (case.sort_name, case.search_names)
                assert hold.restricted == case.is_restricted
                assert hold.last_activity_at == max([case.created_at, *seen])
                assert hold.permission.codename.endswith("_case")


def test_activity_of_a_case_is_the_last_entry_of_its_section(world):
    for case in Case.objects.annotate(
        last_action=Max("actions__written_at"), last_person=Max("participants__written_at")
    ):
        kept = {a.section: a.last_at for a in case.activities.all()}
        wanted = {s: at for s, at in ((1, case.last_action), (2, case.last_person)) if at}
        assert kept == wanted


def test_cases_and_tasks_are_as_the_services_would_leave_them(world):
    """Validation of the models holds for what the database made by itself."""
    assert Case.objects.count() == PEOPLE * 3 // 10
    assert Task.objects.count() == PEOPLE // 5
    for case in Case.objects.prefetch_related("participants"):
        case.clean()
        assert case.participants.all()
    for action in Action.objects.select_related("result", "case"):
        action.clean()
    assert Action.objects.filter(result=None).exists()
    assert Case.history.filter(history_type="+").count() == Case.objects.count()
    for task in Task.objects.prefetch_related("steps").select_related("to_team", "to_person"):
        what = [step.what for step in task.steps.all()]
        assert what == ["sent"] if task.state == "waiting" else ["sent", task.state]
        assert task.to_person is None or task.to_person in task.to_team.people()


def test_one_case_is_long_and_one_inbox_is_full(world):
    lengths = Case.objects.annotate(many=Count("actions")).values_list("many", flat=True)
    waiting = Counter(Task.objects.at_hand().values_list("to_team", flat=True))

    assert sorted(lengths)[-1] == 1000
    assert sorted(lengths)[-2] <= 60
    assert waiting.most_common(1)[0][1] >= PEOPLE // 10


def test_one_gallery_is_full_and_its_curators_see_it(world):
    gallery = Gallery.objects.get(slug="generated")
    (curator, *_) = gallery.curators.get().people()

    seen = Entry.objects.visible_to(curator).of_gallery(gallery)

    assert seen.count() == gallery.entries.count() > PEOPLE // 2
    assert Entry.history.count() == gallery.entries.count()


def test_one_board_is_full_and_its_unit_sees_it(world):
    unit = Arrangement.objects.get().unit
    (member, *_) = unit.people()

    seen = Episode.objects.visible_to(member).missing_now()

    assert seen.count() == Episode.objects.count() > 5
    assert Episode.history.count() == seen.count() == Clock.objects.running().count()
    assert sum(long.sightings.count() + long.information.count() for long in seen) > 600
    for one in seen:
        one.full_clean()


def test_activity_is_the_last_entry_of_its_section(world):
    for profile in Profile.objects.annotate(log=Max("contacts__written_at")):
        risk = profile.risk_assessments.aggregate(last=Max("written_at"))["last"]
        kept = {a.section: a.last_at for a in profile.activities.all()}
        wanted = {section: at for section, at in ((1, profile.log), (2, risk)) if at}
        assert kept == wanted


@pytest.mark.parametrize("order", ["name", "-activity"])
@pytest.mark.parametrize("kind", ["small", "large", "dormant", "hq", "manager", "auditor"])
def test_pages_and_the_rule_agree_for_each_kind_of_user(world, kind, order):
    for user in people_of(kind)[:4]:
        seen, after = [], ""
        while True:
            page = Profile.objects.page_for(user, order=order, after=after, size=40)
            seen += [profile.pk for profile in page]
            if page.next_cursor is None:
                break
            after = page.next_cursor
        visible = set(Profile.objects.visible_to(user).values_list("pk", flat=True))
        assert Counter(seen) == Counter(visible)
        assert Profile.objects.count_for(user) == len(visible)
        assert visible or kind == "auditor"


def test_the_world_has_what_makes_the_rule_hard(world):
    grants = Grant.objects.all()

    assert 200 <= Contact.objects.count() / PEOPLE * 100 <= 400
    assert grants.filter(ended_at__isnull=False).exists()
    assert grants.unended().over().exists()
    assert grants.live().filter(user=None, level=2).exists()
    assert len({tuple(grant.sections) for grant in grants}) > 10
    assert ProfileExclusion.objects.filter(ended_at=None).exists()
    assert Profile.objects.filter(is_restricted=True).exists()
    assert User.objects.filter(is_active=False).exists()
    assert Membership.objects.over().exists()


def test_a_restricted_record_has_a_manager_who_can_always_read_it(world):
    assert Case.objects.filter(is_restricted=True).exists()
    restricted = [kind.objects.filter(is_restricted=True) for kind in HOLDS]
    for record in chain.from_iterable(restricted):
        managing = (
            Grant.objects.of(record)
            .unended()
            .filter(
                valid_until__year=9999,
                membership__role=Membership.Role.MANAGER,
                membership__team=record.owner_team,
                membership__valid_until__year=9999,
            )
        )
        assert managing.exists()


def test_the_activity_of_dormant_teams_is_years_old(world):
    user = people_of("dormant").first()

    newest = Profile.objects.page_for(user, order="-activity", size=1).rows[0]
    hold = newest.team_holds.get(group_id=newest.owner_team_id)
    age = User.objects.first().date_joined  # ten years before it was populated

    assert (hold.last_activity_at - age).days < 366 * 2 + 1


def test_what_is_made_next_continues_the_numbers(world):
    by = people_of("manager").first()
    references = set(Profile.objects.values_list("reference", flat=True))
    assert len(references) == PEOPLE
    assert all(re.fullmatch(r"P-\d{4}-\d{6}", reference) for reference in references)

    made = [
        create_profile(by=by, team=by.acting_team, surname="Pellworth", forenames="Jordan")
        for _ in range(120)
    ]
    entry = add_contact(
        profile=made[0],
        by=by,
        kind=ContactKindFactory(),
        happened_on=datetime.date(2026, 1, 5),
        basis="fact",
        text="Home visit.",
    )

    assert not references & {profile.reference for profile in made}
    assert len({profile.reference for profile in made}) == 120
    assert entry.profile == made[0]
    for block in ReferenceBlock.objects.filter(kind=Profile.LETTER):
        used = [
            f"{block.kind}-{block.year}-{number:06}" for number in range(block.first, block.next)
        ]
        owners = Agency.objects.filter(
            pk__in=Profile.objects.filter(reference__in=used).values("owner_team__agency")
        )
        assert [agency.pk for agency in owners] == [block.agency_id]
        assert Profile.objects.filter(reference__in=used).count() == len(used)


@pytest.mark.parametrize("model", [Case, Task])
def test_references_of_cases_and_tasks_are_from_runs_of_their_agencies(world, model):
    team = "owner_team" if model is Case else "from_team"
    agencies = dict(model.objects.values_list("reference", f"{team}__agency"))
    blocks = ReferenceBlock.objects.filter(kind=model.LETTER)
    used = {
        f"{block.kind}-{block.year}-{number:06}": block.agency_id
        for block in blocks
        for number in range(block.first, block.next)
    }

    assert used == agencies


def test_every_grant_is_about_a_record_and_every_creation_is_in_the_log(world):
    assert all(object_of(grant) is not None for grant in Grant.objects.all())
    assert Profile.history.filter(history_type="+").count() == PEOPLE


def test_indexes_constraints_and_triggers_are_back(live_database, populated, django_db_blocker):
    before = shape()
    assert len(before) > 100

    with inside(populated, django_db_blocker, live_database):
        assert shape() == before


def test_a_second_run_is_refused(world, populated, cluster):
    again = manage(cluster, populated, "populate", f"--profiles={PEOPLE}")

    assert again.returncode == 1
    assert "there already" in again.stderr
    assert Profile.objects.count() == PEOPLE


@pytest.mark.django_db
def test_production_is_refused(settings):
    settings.PRODUCTION = True

    with pytest.raises(CommandError, match="not for production"):
        call_command("populate", profiles=PEOPLE)


@pytest.mark.django_db
@pytest.mark.parametrize("many", [0, 299, 5_000_001])
def test_a_number_out_of_range_is_refused(many):
    with pytest.raises(CommandError, match="from 300"):
        call_command("populate", profiles=many)


@pytest.mark.django_db
def test_areas_come_first():
    Area.objects.all().delete()

    with pytest.raises(CommandError, match="load_areas"):
        call_command("populate", profiles=PEOPLE)


@pytest.mark.django_db
def test_the_role_of_web_and_workers_cannot_populate():
    call_command("load_areas", verbosity=0)

    with pytest.raises(CommandError, match="owner"):
        call_command("populate", profiles=PEOPLE)
    assert not population.is_there()


def test_the_register_is_as_the_services_would_leave_it(world):
    assert Intervention.objects.exclude(registered_at=None).count() == PEOPLE // 10
    for entry in Intervention.objects.prefetch_related("parties__role"):
        words = entry.search_words
        entry.clean()
        index_intervention(entry)
        assert entry.search_words == words
        parties = list(entry.parties.all())
        assert [party.role.side for party in parties] == ["responsible", "harmed"]
        for party in parties:
            kept = {name: getattr(party, name) for name in COPIES}
            index_party(party)
            assert {name: getattr(party, name) for name in COPIES} == kept
    assert Party.objects.filter(profile__isnull=False).exists()
