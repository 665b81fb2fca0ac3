"""The log, by the API: read as the page reads it, written by the page's form and service."""

from audit.models import Event
from profiles.models import Contact
from profiles.tests.factories import ContactKindFactory

SAID = {"kind": "visit", "moment": "2026-03-02T16:00", "text": "At home, well", "basis": "fact"}


def log_of(person):
    return f"/api/v1/profiles/{person.uuid}/log/"


def test_a_program_adds_a_contact_and_reads_it(program, person, police_client):
    kind = ContactKindFactory()
    answer = program.post(log_of(person), {**SAID, "kind": kind.code})

    contact = Contact.objects.get()
    assert answer.status_code == 201, answer.content
    assert answer["Location"] == f"{log_of(person)}{contact.uuid}/"
    assert answer.json()["text"] == "At home, well"
    assert (answer.json()["happened_on"], answer.json()["happened_at"]) == (
        "2026-03-02",
        "16:00:00",
    )
    assert program.get(answer["Location"]).json() == answer.json()
    assert program.get(log_of(person)).json()["results"] == [answer.json()]
    assert contact.written_by == police_client.client.account
    added = Event.objects.get(verb="log.added")
    assert (added.channel, added.detail["client"]) == ("api", str(police_client.client.uuid))


def test_the_form_says_what_may_be_sent(program, person):
    kind = ContactKindFactory()

    told = program.get(f"{log_of(person)}new/").json()

    fields = {field["name"]: field for field in told["fields"]}
    assert {"value": kind.code, "label": kind.name} in fields["kind"]["choices"]
    assert fields["basis"]["required"]


def test_hints_about_days_say_what_programs_send(program, person):
    """People type “yesterday 4pm”, which a program may not send."""
    told = program.get(f"{log_of(person)}new/").json()["fields"]
    document = program.get("/api/v1/schema/").json()["paths"]["/api/v1/profiles/{uuid}/log/"]
    body = document["post"]["requestBody"]["content"]["application/json"]["schema"]["properties"]

    hints = {field["name"]: field["hint"] for field in told}
    assert hints["moment"].startswith("Like 2026-11-30T16:00, in UK time. Leave the time out")
    assert "yesterday" not in hints["moment"] + body["moment"]["description"]
    of_person = program.get("/api/v1/profiles/new/").json()["fields"]
    assert {field["hint"] for field in of_person if field["name"] == "born_on"} == {
        "Like 2026-11-30."
    }
    assert program.post(log_of(person), {**SAID, "moment": "yesterday 4pm"}).status_code == 400


def test_a_day_that_is_missing_is_asked_for_as_programs_send_it(program, person):
    errors = program.post(log_of(person), {}).json()["errors"]

    (moment,) = [one["message"] for one in errors if one["field"] == "moment"]
    assert moment.endswith(", like 2026-11-30T16:00")


def test_a_day_that_cannot_be_read_is_answered_as_programs_send_days(program, person):
    answer = program.get(log_of(person), {"since": "soon"}).json()

    assert answer["errors"] == [{"field": "since", "message": "Send a date like 2026-11-30."}]
    future = program.get(log_of(person), {"since": "2098-01-01"}).json()["errors"]
    assert "today or earlier" in future[0]["message"]


def test_unknown_fields_are_named_and_nothing_is_saved(program, person):
    answer = program.post(log_of(person), {**SAID, "colour": "red"})

    assert answer.status_code == 400
    assert [one["field"] for one in answer.json()["errors"]] == ["colour"]
    assert not Contact.objects.exists()


def test_what_the_form_refuses_comes_back_by_field(program, person):
    answer = program.post(log_of(person), {"text": "x"})

    assert answer.status_code == 422
    assert {one["field"] for one in answer.json()["errors"]} >= {"kind", "basis"}


def test_people_who_are_signed_in_read_and_do_not_write(client, manager, person):
    client.force_login(manager)

    assert client.get(log_of(person)).status_code == 200
    answer = client.post(log_of(person), SAID, content_type="application/json")

    assert answer.status_code == 403
    assert "client" in answer.json()["detail"]
    assert not Contact.objects.exists()
