"""Administrators of an area add and change the kinds of reports of that area, and no others."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.http import Http404
from django.urls import reverse

from agencies.models import Area
from agencies.tests.factories import TeamFactory, member
from audit.models import Event
from records import services
from records.models import FormKind, Question

pytestmark = pytest.mark.slow

ASKED = {"label": "How is it going?", "answer": "words", "longest": 400}


@pytest.fixture
def area(administrator):
    return Area.objects.administered_by(administrator).first()


@pytest.fixture
def kind(administrator, area):
    return services.add_form_kind(area=area, by=administrator, name="Housing report")


@pytest.fixture
def section(kind, administrator):
    return services.add_form_section(kind=kind, by=administrator, title="The home")


@pytest.fixture
def shipped(db):
    return FormKind.objects.get(code="prison-history")


@pytest.fixture
def elsewhere(outsider):
    """An administrator of another area."""
    return member(TeamFactory(areas=outsider.acting_team.areas.all()), "administrator")


def ask(section, by, **fields):
    return services.add_question(section=section, by=by, **{**ASKED, **fields})


def address(name, *args):
    return reverse(f"forms:{name}", args=[row.uuid for row in args])


# ---- The story in pages -------------------------------------------------------------------------
def test_a_kind_is_added_filled_and_offered(client, administrator, area):
    client.force_login(administrator)
    said = {"name": "Housing report", "area": area.pk, "marking": "OFFICIAL", "owed_by": "owner"}
    client.post(address("kind-add"), said)
    kind = FormKind.objects.get(name="Housing report")
    assert (kind.area, kind.is_offered, kind.code) == (area, False, "housing_report")
    client.post(address("section-add", kind), {"title": "The home"})
    section = kind.sections.get()
    asked = {**ASKED, "answer": "choice", "options": "Own\nRented\n\nRented"}
    client.post(address("question-add", kind, section), asked)
    question = section.questions.get()
    assert (question.options, question.code) == (["Own", "Rented"], "q_how_is_it_going")

    form = client.get(address("kind-edit", kind)).context["form"]
    offered = {**form.initial, **said, "is_offered": "on", "opened": form["opened"].value()}
    offered["due_before_release"] = ""
    client.post(address("kind-edit", kind), offered)

    kind.refresh_from_db()
    assert kind.is_offered
    page = client.get(kind.get_absolute_url()).content.decode()
    assert "How is it going?" in page
    assert "Housing report" in client.get(address("kinds")).content.decode()
    form = client.get(address("question-edit", kind, question)).context["form"]
    sent = {"label": "Where?", "longest": 400, "position": 0, "options": "Own", "is_asked": "on"}
    client.post(
        address("question-edit", kind, question), {**sent, "opened": form["opened"].value()}
    )
    question.refresh_from_db()
    assert (question.label, question.options) == ("Where?", ["Own"])
    verbs = set(Event.objects.values_list("verb", flat=True))
    for verb in (
        "kind.added",
        "kind.edited",
        "section.added",
        "question.added",
        "question.edited",
    ):
        assert f"form_{verb}" in verbs


# ---- Who may ------------------------------------------------------------------------------------
def test_a_shipped_kind_is_read_and_copied_and_not_changed(client, administrator, area, shipped):
    client.force_login(administrator)
    page = client.get(shipped.get_absolute_url())
    assert "Attitude to rehabilitation" in page.content.decode()
    assert client.get(address("kind-edit", shipped)).status_code == 404
    section = shipped.sections.first()
    acts = [
        lambda: services.edit_form_kind(kind=shipped, by=administrator, name="x"),
        lambda: services.add_form_section(kind=shipped, by=administrator, title="x"),
        lambda: services.edit_form_section(section=section, by=administrator, title="x"),
        lambda: ask(section, administrator),
        lambda: services.edit_question(
            question=section.questions.first(), by=administrator, label="x"
        ),
    ]
    for act in acts:
        with pytest.raises(Http404):
            act()

    copy = services.copy_form_kind(kind=shipped, by=administrator, area=area, name="Ours")

    def codes(of):
        return list(
            Question.objects.filter(section__kind=of)
            .order_by("section__position", "position")
            .values_list("code", "label")
        )

    assert codes(copy) == codes(shipped)
    assert (copy.area, copy.is_offered) == (area, False)


def test_to_those_of_another_area_there_is_no_such_kind(
    client, administrator, elsewhere, kind, section
):
    question, theirs = ask(section, administrator), Area.objects.administered_by(elsewhere).get()
    client.force_login(elsewhere)
    assert kind.name not in client.get(address("kinds")).content.decode()
    for page in (
        address("kind", kind),
        address("kind-edit", kind),
        address("kind-copy", kind),
        address("section-edit", kind, section),
        address("question-edit", kind, question),
    ):
        assert client.get(page).status_code == 404, page
    acts = [
        lambda: services.add_form_kind(area=kind.area, by=elsewhere, name="x"),
        lambda: services.copy_form_kind(kind=kind, by=elsewhere, area=kind.area, name="x"),
        lambda: services.copy_form_kind(kind=kind, by=elsewhere, area=theirs, name="x"),
        lambda: services.edit_form_kind(kind=kind, by=elsewhere, name="x"),
        lambda: services.add_form_section(kind=kind, by=elsewhere, title="x"),
        lambda: services.edit_form_section(section=section, by=elsewhere, title="x"),
        lambda: ask(section, elsewhere),
        lambda: services.edit_question(question=question, by=elsewhere, label="x"),
    ]
    for act in acts:
        with pytest.raises(Http404):
            act()


@pytest.mark.parametrize("who", ["officer", "manager", "auditor"])
def test_those_who_administer_no_area_have_no_such_pages(client, request, shipped, who):
    user = request.getfixturevalue(who)
    client.force_login(user)

    assert client.get(address("kinds")).status_code == 403
    assert client.get(address("kind-add")).status_code == 403
    assert client.get(shipped.get_absolute_url()).status_code == 404
    with pytest.raises(Http404):
        services.copy_form_kind(kind=shipped, by=user, area=Area.objects.first(), name="x")


# ---- Edits --------------------------------------------------------------------------------------
def test_an_empty_kind_is_not_offered(administrator, kind):
    told = {"name": kind.name, "is_offered": True}
    with pytest.raises(ValidationError, match="nothing is asked yet"):
        services.edit_form_kind(kind=kind, by=administrator, **told)


def test_two_who_change_the_options_are_asked(client, administrator, kind, section):
    question = ask(section, administrator, answer="choice", options="One\nTwo")
    client.force_login(administrator)
    page = address("question-edit", kind, question)
    form = client.get(page).context["form"]
    services.edit_question(question=question, by=administrator, label="New", options="One\nThree")

    sent = {"label": ASKED["label"], "longest": 400, "position": 0, "options": "One\nFour"}
    answer = client.post(page, {**sent, "is_asked": "on", "opened": form["opened"].value()})

    assert answer.status_code == 409
    assert "Three" in answer.content.decode()
    question.refresh_from_db()
    assert question.options == ["One", "Three"]


def test_a_table_keeps_its_columns(administrator, section):
    question = ask(section, administrator, answer="rows", options="Date\nCharge")

    with pytest.raises(ValidationError, match="Keep every column"):
        services.edit_question(question=question, by=administrator, options="Date")
    for moved in ("Date\nOutcome\nCharge", "Charge\nDate"):
        with pytest.raises(ValidationError, match="in its place"):
            services.edit_question(question=question, by=administrator, options=moved)
    services.edit_question(question=question, by=administrator, options="Day\nCharge\nOutcome")
    assert question.options != []


@pytest.mark.parametrize(("answer", "options"), [("choice", ""), ("words", "One")])
def test_options_belong_to_choices_and_tables(administrator, section, answer, options):
    with pytest.raises(ValidationError, match="options|least one"):
        ask(section, administrator, answer=answer, options=options)


def test_names_are_taken_once_and_codes_are_unlike(administrator, area, kind, section):
    with pytest.raises(ValidationError, match="taken"):
        services.add_form_kind(area=area, by=administrator, name="housing REPORT")
    with pytest.raises(ValidationError, match="taken"):
        services.add_form_section(kind=kind, by=administrator, title="the home")
    labels = ["Drug", "Drug tests", "Drug!", "opened", "مرحبا", "مرحبا"]

    codes = [ask(section, administrator, label=label).code for label in labels]

    assert len(set(codes)) == len(codes)
    assert codes[:2] == ["q_drug", "q_drug_tests"]
    assert not any("-" in code for code in codes)


# ---- Who is offered it --------------------------------------------------------------------------
def test_a_kind_is_offered_to_teams_of_its_area(administrator, area, officer, outsider, kind):
    ask(services.add_form_section(kind=kind, by=administrator, title="x"), administrator)
    services.edit_form_kind(kind=kind, by=administrator, name=kind.name, is_offered=True)

    assert kind in FormKind.objects.offered_to(officer.acting_team.pk)
    assert kind not in FormKind.objects.offered_to(outsider.acting_team.pk)
    assert FormKind.objects.offered_to(outsider.acting_team.pk).filter(area=None).exists()


# ---- The words of those that are shipped --------------------------------------------------------
WORDS = import_module("records.migrations.0005_words_of_reports")


def test_words_that_somebody_has_given_since_are_kept(shipped):
    protects = Question.objects.filter(section__kind__code="risk-assessment", code="protects")
    assert shipped.audience.endswith("how the person is doing in prison.")
    assert protects.get().label == "Protective factors"
    protects.update(label="What keeps others safe")

    WORDS.call_them(WORDS.OLD, old=WORDS.NEW)(apps, None)

    shipped.refresh_from_db()
    assert shipped.audience == WORDS.OLD[0]
    assert protects.get().label == "What keeps others safe"
