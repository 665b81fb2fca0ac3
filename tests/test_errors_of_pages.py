"""After an error every page says so first, and its heading shows what is saved."""

import re
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.template import Context, Template
from django.template.loader import get_template

from agencies.models import Team
from core.forms import ModelForm
from core.problems import problems_of_page
from core.views import ServiceFormView
from profiles.tests.world import PersonWorld
from tests.sweeping import ROUTES, existing, view_of

pytestmark = pytest.mark.slow

APPS = ("access", "agencies", "alerts", "audit", "core", "home", "profiles", "records")
EXTENDS = re.compile(r"{% extends (\S+) %}")
# Names that a view gives to the frame of its pages.
FRAMES = {"frame": "profiles/frame.html"}


def templates():
    for folder in ("templates", *(f"{app}/templates" for app in APPS)):
        root = Path(settings.BASE_DIR) / folder
        for path in root.rglob("*.html"):
            yield str(path.relative_to(root)), path.read_text()


def ends_in(name, text):
    """The template at the end of a chain of extends."""
    found = EXTENDS.search(text)
    if found is None:
        return name
    parent = FRAMES.get(found[1], found[1].strip("\"'"))
    return ends_in(parent, get_template(parent).template.source)


def test_every_page_with_a_form_has_the_frame_that_says_its_errors():
    """`base.html` says them once, for each form and filter that the page shows."""
    with_form = [(name, text) for name, text in templates() if "{% crispy " in text]
    saying = [name for name, text in templates() if "{% error_summary" in text]

    assert len(with_form) > 30
    assert {ends_in(name, text) for name, text in with_form} == {"base.html"}
    assert "{% page_errors %}" in get_template("base.html").template.source
    assert saying == ["core/gallery.html"]


def test_every_form_that_comes_back_with_errors_says_so_first(client, cast):
    """Each form that acts is sent empty; one that needs nothing has done its act, and is left."""
    world, seen, silent = PersonWorld(cast), set(), []
    client.force_login(world.manager)
    for name, route, callback in ROUTES:
        if not issubclass(view_of(callback), ServiceFormView) or "<str:token>" in route:
            continue
        response = client.post(existing(world, name, route))
        page = response.content.decode()
        if response.status_code != 200 or "govuk-error-message" not in page:
            continue
        seen.add(name)
        heading = page.index("<h1")
        opens_at = page.find('class="govuk-error-summary"')
        if (
            "<title>Error: " not in page
            or not opens_at > 0
            or page.count("There is a problem") != 1
        ):
            silent.append(name)
        elif "govuk-identity" not in page[:heading] and opens_at > heading > page.index("<main"):
            silent.append(f"{name}: below its heading")

    assert silent == []
    assert len(seen) > 15


def test_the_summary_takes_the_focus_without_script():
    class Wrong(forms.Form):
        name = forms.CharField()

    page = Template("{% page_errors %}").render(Context({"anything": Wrong({})}))

    assert re.search(r'<div class="govuk-error-summary"[^>]* tabindex="-1" autofocus>', page)


@pytest.mark.parametrize("address", ["log/?since=31+June", "sharing/?day=31+June"])
def test_a_filter_that_is_wrong_is_said_as_a_form_is(client, manager, person, address):
    client.force_login(manager)

    page = client.get(f"/profiles/{person.uuid}/{address}").content.decode()

    assert "<title>Error: " in page
    target = re.search(r'govuk-error-summary__list">\s*<li><a href="#([^"]+)"', page)[1]
    assert f'id="{target}"' in page


def test_nothing_lazy_is_looked_into():
    class Never:
        def __getattr__(self, name):
            pytest.fail("It was looked into")

    assert problems_of_page([Never(), 1, "x", None]) == []


# ---- Headings -----------------------------------------------------------------------------------
@pytest.mark.django_db
def test_a_form_writes_on_a_copy_of_its_row():
    class TeamForm(ModelForm):
        class Meta:
            model = Team
            fields = ("name",)

    team = Team(name="Norfolk IOM Team")
    form = TeamForm({"name": "Unsaved"}, instance=team)
    form.full_clean()

    assert (team.name, form.instance.name) == ("Norfolk IOM Team", "Unsaved")


def test_after_an_error_the_heading_has_the_saved_name(client, manager, person):
    client.force_login(manager)

    page = client.post(
        f"/profiles/{person.uuid}/edit/", {"forenames": "Unsaved", "surname": ""}
    ).content.decode()

    assert re.search(r"<h1[^>]*>Edit Jordan Pellworth</h1>", page)
    assert "Jordan Pellworth" in re.search(r"<title>(.*?)</title>", page)[1]
    assert 'value="Unsaved"' in page
