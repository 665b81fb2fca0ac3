"""Many records at once are the records that are made one by one, column by column."""

import datetime

import pytest
from django.db import transaction
from django.forms.models import model_to_dict
from django.http import Http404

from agencies.models import User
from audit.models import Delivery, Event
from profiles import services
from profiles.models import (
    Address,
    Identifier,
    OtherName,
    Phone,
    Profile,
    ProfileActivity,
    ProfileTeamHold,
    RiskAssessment,
    Role,
)
from profiles.services import NewPerson, create_profiles
from profiles.tests.factories import RiskLevelFactory, make_person

DETAILS = (OtherName, Role, Identifier, Address, Phone)
# What no two rows have in common.
OWN = {"id", "uuid", "history_id", "request_id", "event", "not_before"}
MOMENTS = {
    *("created_at", "added_at", "written_at", "at", "history_date", "last_at"),
    "last_activity_at",
}


def people(level, other):
    """One with everything, and one with no more than a name."""
    return [
        NewPerson(
            fields={
                "surname": "O’Quillfeather-Bann",
                "forenames": "Tamsin Jo",
                "born_on": datetime.date(1988, 3, 12),
                "sex": "female",
            },
            details=[
                OtherName(surname="McBann", forenames="Tam"),
                OtherName(forenames="Feather"),
                Role(kind="victim", source="IOM cohort"),
                Role(kind="offender", source="IOM cohort"),
                Identifier(kind="pnc", value="2009/48211P"),
                Address(text="14 Tannery Row, Stafford", postcode="ST16 9ZZ"),
                Phone(number="(+44) 1632 960114"),
            ],
            risk={
                "level": level,
                "of_what": "Serious harm",
                "rationale": "As assessed",
                "assessed_on": datetime.date(2026, 6, 2),
            },
            unlike=[other],
        ),
        NewPerson(fields={"surname": "Oakenthorpe", "forenames": ""}),
    ]


def one_by_one(by, team, wanted):
    for person in wanted:
        services.create_profile(
            by=by,
            team=team,
            unlike=person.unlike,
            details=person.details,
            risk=person.risk,
            **person.fields,
        )


def rows_of(model, new, **where):
    """The rows of new records, without what is each row's own; ids as places in the list."""
    place = {pk: number for number, pk in enumerate(new)}
    found = []
    for row in model._base_manager.filter(**where).order_by("pk"):
        values = {
            field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields
        }
        for name in ("profile_id", "content_object_id", "target_id"):
            if name in values:
                values[name] = place[values[name]]
        values.pop("reference", None)
        assert all(values.get(name, "") is not None for name in MOMENTS)
        found.append({k: v for k, v in values.items() if k not in OWN | MOMENTS})
    return found


def state(before):
    """Every row of the records that came after this one."""
    new = list(Profile.objects.filter(pk__gt=before).order_by("pk").values_list("pk", flat=True))
    where = {"profile__in": new}
    found = {"profiles": rows_of(Profile, new, pk__in=new)}
    history = Profile.history.model
    found["history"] = rows_of(history, new, id__in=new)
    for model in (*DETAILS, RiskAssessment):
        found[model.__name__] = rows_of(model, new, **where)
        found[f"{model.__name__} history"] = rows_of(model.history.model, new, **where)
    for model in (ProfileTeamHold, ProfileActivity):
        found[model.__name__] = rows_of(model, new, content_object__in=new)
    events = Event.objects.filter(target_type="profiles.profile", target_id__in=new)
    place = {pk: number for number, pk in enumerate(new)}
    found["events"] = [
        {
            **model_to_dict(event, exclude=["id", "history_id", "subjects", "target_label"]),
            "target_id": place[event.target_id],
            "subjects": [place[pk] for pk in event.subjects],
            "is_of_history": event.history_id is not None,
        }
        for event in events.order_by("pk")
    ]
    deliveries = Delivery.objects.filter(event__in=events).order_by("event", "consumer")
    found["deliveries"] = list(deliveries.values_list("event__verb", "consumer", "state"))
    return found


def test_many_at_once_are_each_made_one_by_one(manager, police):
    level, other = RiskLevelFactory(), make_person(by=manager, surname="Other")
    by = User.objects.get(pk=manager.pk)
    with transaction.atomic():
        one_by_one(by, police, people(level, other))
        expected = state(other.pk)
        transaction.set_rollback(True)
    wanted = people(level, other)
    for person in wanted:
        person.lead = by

    create_profiles(by=by, team=police, people=wanted)

    found = state(other.pk)
    assert found["events"]
    assert len(found["history"]) == 2
    for name, rows in expected.items():
        assert found[name] == rows, name


def test_each_has_a_reference_of_its_own_over_the_end_of_a_run(manager, police):
    wanted = [NewPerson(fields={"surname": f"Quillfeather{n}"}) for n in range(150)]

    made = create_profiles(by=manager, team=police, people=wanted)

    references = [profile.reference for profile in made]
    assert len(set(references)) == 150
    assert sorted(references) == references
    assert make_person(by=manager).reference > references[-1]


def test_nothing_is_made_for_a_team_of_others(outsider, police):
    with pytest.raises(Http404):
        create_profiles(
            by=outsider, team=police, people=[NewPerson(fields={"surname": "Quillfeather"})]
        )

    assert not Profile.objects.exists()


def test_many_cost_no_more_statements_than_few(manager, police, django_assert_max_num_queries):
    create_profiles(by=manager, team=police, people=[NewPerson(fields={"surname": "First"})])
    wanted = [
        NewPerson(
            fields={"surname": f"Quillfeather{n}"},
            details=[Role(kind="victim", source="IOM"), Phone(number="01632 960114")],
        )
        for n in range(60)
    ]

    with django_assert_max_num_queries(40):
        create_profiles(by=manager, team=police, people=wanted)
