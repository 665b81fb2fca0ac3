"""The details of a person, by the API: what the page shows, by the scopes of the client."""

import pytest
from jsonschema.exceptions import ValidationError
from openapi_schema_validator import OAS31Validator

from access.levels import Level
from access.tests.factories import give
from api.serializers.details import SHAPES
from api.tests.calls import ABSENT
from api.tests.details import details_of, make_one
from api.tests.factories import program_of
from audit.models import Event
from core.metrics import counted_statements
from profiles.tests import factories
from profiles.tests.factories import AddressFactory, PhoneFactory, WarningFactory
from profiles.views.details import KINDS


def kinds_told(answer):
    return {row["kind"] for row in answer.json()["results"]}


def last_event():
    event = Event.objects.latest("pk")
    return event.verb, event.section, event.channel


# ---- What is told -------------------------------------------------------------------------------
def test_every_kind_has_its_shape():
    assert SHAPES.keys() == KINDS.keys()


@pytest.mark.parametrize("kind", KINDS)
def test_a_detail_is_told_alone_in_its_kind_and_among_all(program, person, kind):
    detail = make_one(person, kind)

    alone = program.get(details_of(person, f"{kind}/{detail.uuid}/"))

    assert alone.status_code == 200, alone.content
    told = alone.json()
    assert (told["uuid"], told["kind"]) == (str(detail.uuid), kind)
    assert told["url"] == details_of(person, f"{kind}/{detail.uuid}/")
    assert told["about"].keys() == SHAPES[kind]().fields.keys()
    assert program.get(details_of(person, f"{kind}/")).json()["results"] == [told]
    assert program.get(details_of(person), {"kind": kind}).json()["results"] == [told]
    # As on pages, programmes are on a list of their own.
    everything = program.get(details_of(person)).json()["results"]
    assert everything == ([] if kind == "programmes" else [told])


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_told_fits_the_document_in_the_shape_of_its_kind(program, person, kind):
    detail = make_one(person, kind)
    components = program.get("/api/v1/schema/").json()["components"]
    whole = {"$ref": "#/components/schemas/Detail", "components": components}

    told = program.get(details_of(person, f"{kind}/{detail.uuid}/")).json()

    OAS31Validator(whole).validate(told)
    shapes = components["schemas"]["DetailAbout"]["oneOf"]
    assert len(shapes) == len(KINDS)
    with pytest.raises(ValidationError):
        OAS31Validator(whole).validate({**told, "about": {"ends_on": None}})
    part = program.get(details_of(person), {"fields": "kind,about", "kind": kind}).json()
    assert part["results"] == [{"kind": kind, "about": told["about"]}]


def test_an_address_says_whether_it_is_safe(program, person):
    AddressFactory(profile=person, is_confidential=True, safe_to_contact="no", postcode="ST16 3QB")

    (row,) = program.get(details_of(person, "addresses/")).json()["results"]

    about = row["about"]
    assert (about["is_confidential"], about["safe_to_contact"]) == (True, "no")
    assert (about["safe_to_leave_message"], about["postcode"]) == ("", "ST16 3QB")


def test_what_has_ended_is_told_with_its_days(program, person):
    WarningFactory(profile=person, starts_on="2020-01-01", ends_on="2021-01-01")

    (row,) = program.get(details_of(person, "warnings/")).json()["results"]

    assert (row["about"]["starts_on"], row["about"]["ends_on"]) == ("2020-01-01", "2021-01-01")


def test_pages_of_it_neither_skip_nor_repeat(program, person):
    made = [factories.KeyDateFactory(profile=person) for _ in range(3)]
    made += [factories.WarningFactory(profile=person) for _ in range(4)]

    rows, address, query = [], details_of(person), {"limit": "3"}
    while address:
        answer = program.get(address, query).json()
        assert answer["count"] == "7"
        rows += answer["results"]
        address, query = answer["next"], None

    assert sorted(row["uuid"] for row in rows) == sorted(str(one.uuid) for one in made)
    wrong = program.get(details_of(person), {"after": "nowhere"})
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (400, "after")


def test_a_kind_that_there_is_not_is_refused(program, person):
    wrong = program.get(details_of(person), {"kind": "shoes"})

    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (400, "kind")
    assert program.get(details_of(person, "shoes/")).status_code == 404
    detail = WarningFactory(profile=person)
    assert program.get(details_of(person, f"shoes/{detail.uuid}/")).status_code == 404
    # Nor is a detail found as another kind.
    assert program.get(details_of(person, f"roles/{detail.uuid}/")).status_code == 404


def test_a_detail_of_somebody_else_is_not_found_here(program, person, manager, cast):
    other = factories.make_person(by=manager, team=cast.police)
    detail = WarningFactory(profile=other)

    assert program.get(details_of(person, f"warnings/{detail.uuid}/")).status_code == 404


# ---- Who is told --------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", KINDS)
def test_of_a_hidden_record_it_is_as_of_none(cast, person, kind):
    detail = make_one(person, kind)
    stranger = program_of(cast.elsewhere).program
    absent = f"{ABSENT}details/"

    for path in ("", f"?kind={kind}", f"{kind}/", f"{kind}/{detail.uuid}/"):
        hidden, none = stranger.get(f"{details_of(person)}{path}"), stranger.get(f"{absent}{path}")
        assert (hidden.status_code, hidden.content) == (404, none.content), path


@pytest.mark.parametrize("kind", KINDS)
def test_a_section_that_is_not_held_has_no_details(cast, person, manager, kind):
    detail, section = make_one(person, kind), KINDS[kind].section
    partner = program_of(cast.council).program
    give(person, manager, cast.council, sections=["risk"])

    status = 404 if section else 200
    for path in (f"?kind={kind}", f"{kind}/", f"{kind}/{detail.uuid}/"):
        assert partner.get(f"{details_of(person)}{path}").status_code == status, path
    everything = partner.get(details_of(person))
    assert kinds_told(everything) == (set() if section else {kind})
    assert everything.json()["count"] == str(int(not section))


@pytest.mark.parametrize("section", ["contact_details", "log"])
def test_a_section_that_is_held_has_them(cast, person, manager, section):
    details = {kind: make_one(person, kind) for kind in KINDS if KINDS[kind].section == section}
    partner = program_of(cast.council).program
    give(person, manager, cast.council, sections=[section], level=Level.VIEW)

    for kind, detail in details.items():
        assert partner.get(details_of(person, f"{kind}/{detail.uuid}/")).status_code == 200
        assert kinds_told(partner.get(details_of(person, f"{kind}/"))) == {kind}


@pytest.mark.parametrize("kind", KINDS)
def test_each_section_asks_for_its_own_scope(cast, person, kind):
    detail, section = make_one(person, kind), KINDS[kind].section
    needed = f"{section or 'people'}:read"
    with_it = program_of(cast.police, scopes=[needed]).program
    others = {"people:read", "log:read", "risk:read", "contact_details:read"} - {needed}
    without = program_of(cast.police, scopes=others).program

    for path in (f"?kind={kind}", f"{kind}/", f"{kind}/{detail.uuid}/"):
        assert with_it.get(f"{details_of(person)}{path}").status_code == 200, path
        refused = without.get(f"{details_of(person)}{path}")
        assert refused.status_code == 403, path
        assert f"the scope {needed}." in refused.json()["detail"]


def test_without_their_scope_addresses_and_phones_are_not_among_all(cast, person):
    AddressFactory(profile=person)
    PhoneFactory(profile=person)
    WarningFactory(profile=person)
    narrow = program_of(cast.police, scopes=["people:read"]).program

    answer = narrow.get(details_of(person))

    assert kinds_told(answer) == {"warnings"}
    assert answer.json()["count"] == "1"
    assert last_event() == ("profile.view:view", "", "api")


# ---- What is recorded ---------------------------------------------------------------------------
def test_a_look_is_recorded_with_the_section_that_it_shows(program, person):
    phone, warning = PhoneFactory(profile=person), WarningFactory(profile=person)
    contact = ("profile.view_contact_details:view", "contact_details", "api")
    looks = {
        "": ("profile.view:view", "contact_details", "api"),
        "?kind=phones": contact,
        "phones/": contact,
        f"phones/{phone.uuid}/": contact,
        "?kind=warnings": ("profile.view:view", "", "api"),
        f"warnings/{warning.uuid}/": ("profile.view:view", "", "api"),
        "programmes/": ("profile.view_programmes:view", "log", "api"),
    }

    for path, event in looks.items():
        before = Event.objects.count()
        assert program.get(f"{details_of(person)}{path}").status_code == 200
        assert (Event.objects.count(), last_event()) == (before + 1, event), path
        assert Event.objects.latest("pk").subjects == [person.pk]


@pytest.mark.parametrize("path", ["", "warnings/", "addresses/", "programmes/", "involved/"])
def test_many_cost_what_one_costs(program, person, path):
    makers = [
        factories.WarningFactory,
        factories.AddressFactory,
        factories.ProgrammeFactory,
        factories.InvolvementFactory,
        factories.KeyDateFactory,
    ]

    def statements(number):
        for maker in makers:
            for _ in range(number):
                maker(profile=person)
        with counted_statements() as asked:
            answer = program.get(details_of(person, path), {"limit": "100"})
        return len(asked), len(answer.json()["results"])

    statements(0)  # the first call of a process fills its caches
    one, many = statements(1), statements(24)

    assert one[0] == many[0]
    assert many[1] == 25 * max(one[1], 1)
