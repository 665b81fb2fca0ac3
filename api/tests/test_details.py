"""The details of a person, by the API: what the page shows, by the scopes of the client."""

import pytest
from django.utils import timezone
from jsonschema.exceptions import ValidationError
from openapi_schema_validator import OAS31Validator

from access.levels import Level
from access.tests.factories import give
from agencies.tests.factories import member
from api.scopes import CODES
from api.serializers.details import SHAPES
from api.tests.calls import ABSENT
from api.tests.factories import program_of
from audit.models import Event
from core.metrics import counted_statements
from profiles.tests import factories
from profiles.tests.factories import AddressFactory, PhoneFactory, WarningFactory
from profiles.tests.world import make_detail
from profiles.views.details import KINDS


def of(person, path=""):
    return f"/api/v1/profiles/{person.uuid}/details/{path}"


def make(person, kind):
    """A detail of this kind."""
    if kind == "custody":
        return factories.CustodyStayFactory(profile=person)
    return make_detail(person, kind)


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
    detail = make(person, kind)

    alone = program.get(of(person, f"{kind}/{detail.uuid}/"))

    assert alone.status_code == 200, alone.content
    told = alone.json()
    assert (told["uuid"], told["kind"]) == (str(detail.uuid), kind)
    assert told["url"] == of(person, f"{kind}/{detail.uuid}/")
    assert told["about"].keys() == SHAPES[kind]().fields.keys()
    assert program.get(of(person, f"{kind}/")).json()["results"] == [told]
    assert program.get(of(person), {"kind": kind}).json()["results"] == [told]
    # As on pages, programmes are on a list of their own.
    everything = program.get(of(person)).json()["results"]
    assert everything == ([] if kind == "programmes" else [told])


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_told_fits_the_document_in_the_shape_of_its_kind(program, person, kind):
    detail = make(person, kind)
    components = program.get("/api/v1/schema/").json()["components"]
    whole = {"$ref": "#/components/schemas/Detail", "components": components}

    told = program.get(of(person, f"{kind}/{detail.uuid}/")).json()

    OAS31Validator(whole).validate(told)
    shapes = components["schemas"]["DetailAbout"]["oneOf"]
    assert len(shapes) == len(KINDS)
    with pytest.raises(ValidationError):
        OAS31Validator(whole).validate({**told, "about": {"ends_on": None}})
    part = program.get(of(person), {"fields": "kind,about", "kind": kind}).json()
    assert part["results"] == [{"kind": kind, "about": told["about"]}]


def test_an_address_says_whether_it_is_safe(program, person):
    AddressFactory(profile=person, is_confidential=True, safe_to_contact="no", postcode="ST16 3QB")

    (row,) = program.get(of(person, "addresses/")).json()["results"]

    about = row["about"]
    assert (about["is_confidential"], about["safe_to_contact"]) == (True, "no")
    assert (about["safe_to_leave_message"], about["postcode"]) == ("", "ST16 3QB")


def test_what_has_ended_is_told_with_its_days(program, person):
    WarningFactory(profile=person, starts_on="2020-01-01", ends_on="2021-01-01")

    (row,) = program.get(of(person, "warnings/")).json()["results"]

    assert (row["about"]["starts_on"], row["about"]["ends_on"]) == ("2020-01-01", "2021-01-01")


def test_pages_of_it_neither_skip_nor_repeat(program, person):
    made = [factories.KeyDateFactory(profile=person) for _ in range(3)]
    made += [factories.WarningFactory(profile=person) for _ in range(4)]

    rows, address, query = [], of(person), {"limit": "3"}
    while address:
        answer = program.get(address, query).json()
        assert answer["count"] == "7"
        rows += answer["results"]
        address, query = answer["next"], None

    assert sorted(row["uuid"] for row in rows) == sorted(str(one.uuid) for one in made)
    wrong = program.get(of(person), {"after": "nowhere"})
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (400, "after")


def test_a_kind_that_there_is_not_is_refused(program, person):
    wrong = program.get(of(person), {"kind": "shoes"})

    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (400, "kind")
    assert program.get(of(person, "shoes/")).status_code == 404
    detail = WarningFactory(profile=person)
    assert program.get(of(person, f"shoes/{detail.uuid}/")).status_code == 404
    # Nor is a detail found as another kind.
    assert program.get(of(person, f"roles/{detail.uuid}/")).status_code == 404


def test_a_detail_of_somebody_else_is_not_found_here(program, person, manager, cast):
    other = factories.make_person(by=manager, team=cast.police)
    detail = WarningFactory(profile=other)

    assert program.get(of(person, f"warnings/{detail.uuid}/")).status_code == 404


# ---- Who is told --------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", KINDS)
def test_of_a_hidden_record_it_is_as_of_none(cast, person, kind):
    detail = make(person, kind)
    stranger = program_of(cast.elsewhere).program
    absent = f"{ABSENT}details/"

    for path in ("", f"?kind={kind}", f"{kind}/", f"{kind}/{detail.uuid}/"):
        hidden, none = stranger.get(f"{of(person)}{path}"), stranger.get(f"{absent}{path}")
        assert (hidden.status_code, hidden.content) == (404, none.content), path


@pytest.mark.parametrize("kind", KINDS)
def test_a_section_that_is_not_held_has_no_details(cast, person, manager, kind):
    detail, section = make(person, kind), KINDS[kind].section
    partner = program_of(cast.council).program
    give(person, manager, cast.council, sections=["risk"])

    status = 404 if section else 200
    for path in (f"?kind={kind}", f"{kind}/", f"{kind}/{detail.uuid}/"):
        assert partner.get(f"{of(person)}{path}").status_code == status, path
    everything = partner.get(of(person))
    assert kinds_told(everything) == (set() if section else {kind})
    assert everything.json()["count"] == str(int(not section))


@pytest.mark.parametrize("section", ["contact_details", "log"])
def test_a_section_that_is_held_has_them(cast, person, manager, section):
    details = {kind: make(person, kind) for kind in KINDS if KINDS[kind].section == section}
    partner = program_of(cast.council).program
    give(person, manager, cast.council, sections=[section], level=Level.VIEW)

    for kind, detail in details.items():
        assert partner.get(of(person, f"{kind}/{detail.uuid}/")).status_code == 200
        assert kinds_told(partner.get(of(person, f"{kind}/"))) == {kind}


@pytest.mark.parametrize("kind", KINDS)
def test_each_section_asks_for_its_own_scope(cast, person, kind):
    detail, section = make(person, kind), KINDS[kind].section
    needed = f"{section or 'people'}:read"
    with_it = program_of(cast.police, scopes=[needed]).program
    others = {"people:read", "log:read", "risk:read", "contact_details:read"} - {needed}
    without = program_of(cast.police, scopes=others).program

    for path in (f"?kind={kind}", f"{kind}/", f"{kind}/{detail.uuid}/"):
        assert with_it.get(f"{of(person)}{path}").status_code == 200, path
        refused = without.get(f"{of(person)}{path}")
        assert refused.status_code == 403, path
        assert f"the scope {needed}." in refused.json()["detail"]


def test_without_their_scope_addresses_and_phones_are_not_among_all(cast, person):
    AddressFactory(profile=person)
    PhoneFactory(profile=person)
    WarningFactory(profile=person)
    narrow = program_of(cast.police, scopes=["people:read"]).program

    answer = narrow.get(of(person))

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
        assert program.get(f"{of(person)}{path}").status_code == 200
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
            answer = program.get(of(person, path), {"limit": "100"})
        return len(asked), len(answer.json()["results"])

    statements(0)  # the first call of a process fills its caches
    one, many = statements(1), statements(24)

    assert one[0] == many[0]
    assert many[1] == 25 * max(one[1], 1)


# ---- Writing ------------------------------------------------------------------------------------
def sent_for(kind):
    """What a program sends to add one of this kind."""
    today = str(timezone.localdate())
    return {
        "warnings": lambda: {"kind": factories.WarningKindFactory().code, "text": "Two to visit"},
        "key-dates": lambda: {"kind": factories.KeyDateKindFactory().code, "on": today},
        "statutory": lambda: {"kind": factories.StatutoryKindFactory().code, "name": "Neil Bass"},
        "custody": lambda: {
            "establishment": factories.EstablishmentFactory().code,
            "starts_on": "2026-02-01",
        },
        "involved": lambda: {"role": factories.InvolvementRoleFactory().code, "name": "Hana Oka"},
        "cohorts": lambda: {
            "kind": factories.CohortKindFactory().code,
            "starts_on": "2026-02-01",
            "reason": "Burglaries",
        },
        "programmes": lambda: {
            "kind": factories.ProgrammeKindFactory().code,
            "name": "Thinking Skills",
            "identified_on": "2026-02-01",
        },
        "roles": lambda: {"kind": "victim", "source": "Norfolk"},
        "names": lambda: {"surname": "Pell", "forenames": "Jay"},
        "identifiers": lambda: {"kind": "pnc", "value": "2009/0048211P"},
        "addresses": lambda: {"text": "14 Tannery Row", "postcode": "st163qb"},
        "phones": lambda: {"number": "01632 960 123", "safe_to_contact": "no"},
    }[kind]()


@pytest.mark.parametrize("kind", KINDS)
def test_a_detail_is_added_once_and_ended(program, police_client, person, kind):
    body, key = sent_for(kind), {"idempotency-key": "a-1", "on-behalf-of": "Sgt Bell"}
    scope = KINDS[kind].section

    added = program.post(of(person, f"{kind}/"), body, **key)

    assert added.status_code == 201, added.content
    made = getattr(person, KINDS[kind].related).get()
    assert added["Location"] == added.json()["url"] == of(person, f"{kind}/{made.uuid}/")
    assert made.added_by == police_client.client.account
    event = Event.objects.filter(verb="detail.added").get()
    assert (event.section, event.target_id, event.channel) == (scope, person.pk, "api")
    assert event.detail["on_behalf_of"] == "Sgt Bell"
    assert event.detail["client"] == str(police_client.client.uuid)
    again = program.post(of(person, f"{kind}/"), body, **key)
    assert (again.status_code, again.json()) == (201, added.json())
    assert again["Idempotency-Replayed"] == "true"

    change = {"is_cancelled": True} if kind == "key-dates" else {"ends_on": "2026-03-01"}
    if kind == "programmes":
        change["starts_on"] = "2026-02-02"
    if kind == "cohorts":
        change["why_ended"] = "Stopped"
    changed = program.patch(added["Location"], change, **{"if-match": added["ETag"]})

    assert changed.status_code == 200, changed.content
    assert changed.json()["about"] == {**added.json()["about"], **change}
    assert Event.objects.filter(verb="detail.edited", section=scope).count() == 1
    stale = program.patch(added["Location"], change, **{"if-match": added["ETag"]})
    assert stale.status_code == 412
    assert program.patch(added["Location"], change).status_code == 428


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_described_is_what_is_taken(program, person, kind):
    body = sent_for(kind)
    asked = program.get(of(person, f"{kind}/new/")).json()["fields"]
    assert body.keys() <= {one["name"] for one in asked}
    assert ("shared_with" in {one["name"] for one in asked}) == (kind == "identifiers")

    wrong = program.post(of(person, f"{kind}/"), {**body, "shoes": "brown"})

    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (400, "shoes")
    assert not getattr(person, KINDS[kind].related).exists()


def test_what_the_form_and_the_service_refuse_is_said_by_field(program, person):
    wrong = program.post(of(person, "identifiers/"), {"kind": "pnc", "value": "nonsense"})
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, "value")
    stay = factories.CustodyStayFactory(profile=person, starts_on="2026-01-01")
    place = {"establishment": stay.establishment.code, "starts_on": "2026-02-01"}
    again = program.post(of(person, "custody/"), place)
    assert (again.status_code, again.json()["errors"][0]["field"]) == (422, "starts_on")


@pytest.mark.parametrize("section", ["", "contact_details", "log"])
def test_who_reads_only_writes_none(cast, person, manager, section):
    kinds = [kind for kind in KINDS if KINDS[kind].section == section]
    partner = program_of(cast.council).program
    give(person, manager, cast.council, sections=[section or "risk"], level=Level.VIEW)

    for kind in kinds:
        url = of(person, f"{kind}/{make(person, kind).uuid}/")
        etag = partner.get(url)["ETag"]
        assert partner.post(of(person, f"{kind}/"), sent_for(kind)).status_code == 403, kind
        assert partner.patch(url, {}, **{"if-match": etag}).status_code == 403, kind
    assert not Event.objects.filter(verb__startswith="detail.").exists()


@pytest.mark.parametrize("kind", KINDS)
def test_each_section_is_written_with_its_own_scope(cast, person, kind):
    needed = f"{KINDS[kind].section or 'people'}:write"
    others = CODES - {needed, "events:read"}
    url = of(person, f"{kind}/{make(person, kind).uuid}/")
    etag = program_of(cast.police).program.get(url)["ETag"]
    without = program_of(cast.police, scopes=others).program
    alone = program_of(cast.police, scopes=[needed]).program

    for refused in (
        without.post(of(person, f"{kind}/"), {}),
        without.patch(url, {}, **{"if-match": etag}),
    ):
        assert refused.status_code == 403
        assert f"the scope {needed}." in refused.json()["detail"]
    # Who may write and not read is told the address.
    changed = alone.patch(url, {}, **{"if-match": etag})
    assert (changed.status_code, changed.json()) == (200, {"url": url})


@pytest.mark.parametrize("kind", KINDS)
def test_of_a_hidden_record_nothing_is_written(cast, person, manager, kind):
    detail, stranger = make(person, kind), program_of(cast.elsewhere).program
    absent = f"{ABSENT}details/{kind}/"

    for path in ("", "new/", f"{detail.uuid}/", f"{detail.uuid}/edit/"):
        for method in ("POST", "PATCH", "GET"):
            hidden = stranger.call(method, f"{of(person, kind)}/{path}", {})
            none = stranger.call(method, f"{absent}{path}", {})
            assert (hidden.status_code, hidden.content) == (404, none.content), (method, path)


def test_a_number_that_somebody_else_has_is_asked_about(program, person, manager, cast):
    other = factories.make_person(by=manager, team=cast.police, surname="Ashdown")
    factories.IdentifierFactory(profile=other, kind="pnc", value="2009/0048211P")
    body, url = sent_for("identifiers"), of(person, "identifiers/")

    asked = program.post(url, body)

    assert asked.status_code == 409
    (shown,) = asked.json()["duplicates"]
    assert (shown["uuid"], shown["name"]) == (str(other.uuid), other.name)
    assert other.pk in Event.objects.latest("pk").subjects
    added = program.post(url, {**body, "shared_with": [shown["uuid"]]})
    assert added.status_code == 201
    etag, change = {"if-match": added["ETag"]}, {"starts_on": "2026-02-01"}
    assert program.patch(added["Location"], change, **etag).status_code == 409
    known = {**change, "shared_with": [shown["uuid"]]}
    assert program.patch(added["Location"], known, **etag).status_code == 200


def test_a_number_of_a_hidden_record_is_known_by_reference_alone(cast, person, manager):
    factories.IdentifierFactory(profile=person, kind="pnc", value="2009/0048211P")
    stranger = program_of(cast.council)
    own = factories.make_person(by=member(cast.council), team=cast.council)

    asked = stranger.program.post(of(own, "identifiers/"), sent_for("identifiers"))

    assert asked.status_code == 409
    (shown,) = asked.json()["duplicates"]
    assert shown["reference"] == person.reference
    assert "name" not in shown
    assert person.pk not in Event.objects.latest("pk").subjects
    found = Event.objects.filter(verb="access.found", target_id=person.pk)
    assert found.count() == 1
    known = {**sent_for("identifiers"), "shared_with": [shown["uuid"]]}
    added = stranger.program.post(of(own, "identifiers/"), known)
    before = found.count()
    etag = {"if-match": added["ETag"]}
    changed = stranger.program.patch(added["Location"], {"starts_on": "2026-02-01"}, **etag)
    assert (changed.status_code, found.count()) == (409, before + 1)


def test_a_warning_of_a_restricted_kind_is_the_managers(program, person):
    kind = factories.WarningKindFactory(code="gun", is_restricted=True)
    warning = WarningFactory(profile=person, kind=kind)
    url = of(person, f"warnings/{warning.uuid}/")
    etag = program.get(url)["ETag"]

    added = program.post(of(person, "warnings/"), {"kind": kind.code, "text": "Two to visit"})

    assert (added.status_code, added.json()["errors"][0]["field"]) == (422, "kind")
    changed = program.patch(url, {"text": "Nothing"}, **{"if-match": etag})
    assert changed.status_code == 403
    assert person.warnings.get().text == warning.text


def test_a_stay_that_ends_is_a_release(program, person):
    stay = factories.CustodyStayFactory(profile=person)
    url = of(person, f"custody/{stay.uuid}/")
    etag = program.get(url)["ETag"]

    ended = program.patch(url, {"ends_on": "2026-03-01"}, **{"if-match": etag})

    assert ended.status_code == 200
    assert Event.objects.filter(verb="profile.released").exists()
