"""Details of a person, added and corrected by the API: by the form of their kind."""

import pytest
from django.utils import timezone

from access.levels import Level
from access.tests.factories import give
from agencies.tests.factories import member
from api.scopes import CODES
from api.tests.calls import ABSENT
from api.tests.details import details_of, make_one
from api.tests.factories import program_of
from audit.models import Event
from profiles.tests import factories
from profiles.tests.factories import WarningFactory
from profiles.views.details import KINDS


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

    added = program.post(details_of(person, f"{kind}/"), body, **key)

    assert added.status_code == 201, added.content
    made = getattr(person, KINDS[kind].related).get()
    assert added["Location"] == added.json()["url"] == details_of(person, f"{kind}/{made.uuid}/")
    assert made.added_by == police_client.client.account
    event = Event.objects.filter(verb="detail.added").get()
    assert (event.section, event.target_id, event.channel) == (scope, person.pk, "api")
    assert event.detail["on_behalf_of"] == "Sgt Bell"
    assert event.detail["client"] == str(police_client.client.uuid)
    again = program.post(details_of(person, f"{kind}/"), body, **key)
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
    asked = program.get(details_of(person, f"{kind}/new/")).json()["fields"]
    assert body.keys() <= {one["name"] for one in asked}
    assert ("shared_with" in {one["name"] for one in asked}) == (kind == "identifiers")

    wrong = program.post(details_of(person, f"{kind}/"), {**body, "shoes": "brown"})

    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (400, "shoes")
    assert not getattr(person, KINDS[kind].related).exists()


def test_what_the_form_and_the_service_refuse_is_said_by_field(program, person):
    wrong = program.post(details_of(person, "identifiers/"), {"kind": "pnc", "value": "nonsense"})
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, "value")
    stay = factories.CustodyStayFactory(profile=person, starts_on="2026-01-01")
    place = {"establishment": stay.establishment.code, "starts_on": "2026-02-01"}
    again = program.post(details_of(person, "custody/"), place)
    assert (again.status_code, again.json()["errors"][0]["field"]) == (422, "starts_on")


@pytest.mark.parametrize("section", ["", "contact_details", "log"])
def test_who_reads_only_writes_none(cast, person, manager, section):
    kinds = [kind for kind in KINDS if KINDS[kind].section == section]
    partner = program_of(cast.council).program
    give(person, manager, cast.council, sections=[section or "risk"], level=Level.VIEW)

    for kind in kinds:
        url = details_of(person, f"{kind}/{make_one(person, kind).uuid}/")
        etag = partner.get(url)["ETag"]
        assert partner.post(details_of(person, f"{kind}/"), sent_for(kind)).status_code == 403, (
            kind
        )
        assert partner.patch(url, {}, **{"if-match": etag}).status_code == 403, kind
    assert not Event.objects.filter(verb__startswith="detail.").exists()


@pytest.mark.parametrize("kind", KINDS)
def test_each_section_is_written_with_its_own_scope(cast, person, kind):
    needed = f"{KINDS[kind].section or 'people'}:write"
    others = CODES - {needed, "events:read"}
    url = details_of(person, f"{kind}/{make_one(person, kind).uuid}/")
    etag = program_of(cast.police).program.get(url)["ETag"]
    without = program_of(cast.police, scopes=others).program
    alone = program_of(cast.police, scopes=[needed]).program

    for refused in (
        without.post(details_of(person, f"{kind}/"), {}),
        without.patch(url, {}, **{"if-match": etag}),
    ):
        assert refused.status_code == 403
        assert f"the scope {needed}." in refused.json()["detail"]
    # Who may write and not read is told the address.
    changed = alone.patch(url, {}, **{"if-match": etag})
    assert (changed.status_code, changed.json()) == (200, {"url": url})


@pytest.mark.parametrize("kind", KINDS)
def test_of_a_hidden_record_nothing_is_written(cast, person, manager, kind):
    detail, stranger = make_one(person, kind), program_of(cast.elsewhere).program
    absent = f"{ABSENT}details/{kind}/"

    for path in ("", "new/", f"{detail.uuid}/", f"{detail.uuid}/edit/"):
        for method in ("POST", "PATCH", "GET"):
            hidden = stranger.call(method, f"{details_of(person, kind)}/{path}", {})
            none = stranger.call(method, f"{absent}{path}", {})
            assert (hidden.status_code, hidden.content) == (404, none.content), (method, path)


def test_a_number_that_somebody_else_has_is_asked_about(program, person, manager, cast):
    other = factories.make_person(by=manager, team=cast.police, surname="Ashdown")
    factories.IdentifierFactory(profile=other, kind="pnc", value="2009/0048211P")
    body, url = sent_for("identifiers"), details_of(person, "identifiers/")

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

    asked = stranger.program.post(details_of(own, "identifiers/"), sent_for("identifiers"))

    assert asked.status_code == 409
    (shown,) = asked.json()["duplicates"]
    assert shown["reference"] == person.reference
    assert "name" not in shown
    assert person.pk not in Event.objects.latest("pk").subjects
    found = Event.objects.filter(verb="access.found", target_id=person.pk)
    assert found.count() == 1
    known = {**sent_for("identifiers"), "shared_with": [shown["uuid"]]}
    added = stranger.program.post(details_of(own, "identifiers/"), known)
    before = found.count()
    etag = {"if-match": added["ETag"]}
    changed = stranger.program.patch(added["Location"], {"starts_on": "2026-02-01"}, **etag)
    assert (changed.status_code, found.count()) == (409, before + 1)


def test_a_warning_of_a_restricted_kind_is_the_managers(program, person):
    kind = factories.WarningKindFactory(code="gun", is_restricted=True)
    warning = WarningFactory(profile=person, kind=kind)
    url = details_of(person, f"warnings/{warning.uuid}/")
    etag = program.get(url)["ETag"]

    added = program.post(
        details_of(person, "warnings/"), {"kind": kind.code, "text": "Two to visit"}
    )

    assert (added.status_code, added.json()["errors"][0]["field"]) == (422, "kind")
    changed = program.patch(url, {"text": "Nothing"}, **{"if-match": etag})
    assert changed.status_code == 403
    assert person.warnings.get().text == warning.text


def test_a_stay_that_ends_is_a_release(program, person):
    stay = factories.CustodyStayFactory(profile=person)
    url = details_of(person, f"custody/{stay.uuid}/")
    etag = program.get(url)["ETag"]

    ended = program.patch(url, {"ends_on": "2026-03-01"}, **{"if-match": etag})

    assert ended.status_code == 200
    assert Event.objects.filter(verb="profile.released").exists()
