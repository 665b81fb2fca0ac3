"""The gallery in a real browser: without a server, each request is answered from here."""

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import RequestFactory
from playwright.sync_api import expect, sync_playwright

from core import panels
from core.gallery import ComponentGallery

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.xdist_group("gallery")]

STATIC = Path(settings.BASE_DIR) / "static"
ADDRESS = "http://ecins.test"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
POLICY = (
    "default-src 'none'; connect-src 'self'; script-src 'nonce-n' 'strict-dynamic'; "
    "style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'"
)
WIDTHS = [1280, 360, 320]
FOCUSED_ALREADY = (
    "Autofocus processing was blocked because a document already has a focused element."
)


@pytest.fixture(scope="module")
def browser():
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    assert chromium, "The browser tests need Chromium: apt-get install chromium"
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])


@pytest.fixture
def gallery(monkeypatch):
    entry = {"label": "People", "url": "/profiles/", "current": True, "count": None}
    monkeypatch.setattr(panels, "navigation", lambda request: [entry])
    request = RequestFactory().get("/components/")
    request.user = SimpleNamespace(is_authenticated=True, name="PC Nandra", acting_team="IOM")
    request.csp_nonce = "n"
    return ComponentGallery.as_view()(request).render().content


@pytest.fixture
def open_gallery(browser, gallery):
    contexts = []

    def answer(route):
        path = route.request.url.removeprefix(ADDRESS)
        if path.startswith("/static/"):
            route.fulfill(path=STATIC / path.removeprefix("/static/"))
        else:
            headers = {"Content-Security-Policy": POLICY}
            route.fulfill(body=gallery, headers=headers, content_type="text/html")

    def open_at(width, **options):
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.route("**/*", answer)
        page.clock.install(time="2026-06-04T13:15:00Z")
        page.goto(f"{ADDRESS}/components/", wait_until="networkidle")
        return page

    yield open_at
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_every_component_is_accessible_and_fits(open_gallery, width):
    page = open_gallery(width)

    found = Axe().run(page, options={"runOnly": RULES})

    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    # The browser and the script both focus the errors; who comes second says so, or nothing.
    assert page.evaluate("document.activeElement.className") == "govuk-error-summary"
    assert set(page.complaints) <= {FOCUSED_ALREADY}


def test_a_question_opens_below_its_answer(open_gallery):
    page = open_gallery(1280)
    told_by = page.get_by_label("Who told you?").first

    assert not told_by.is_visible()
    page.get_by_label("Reported: someone told me").first.check()
    assert told_by.is_visible()


def test_without_script_every_question_is_open(open_gallery):
    page = open_gallery(360, java_script_enabled=False)

    assert page.get_by_label("Who told you?").first.is_visible()
    page.get_by_text("Menu", exact=True).click()
    assert page.get_by_role("link", name="Sign out").is_visible()


def test_error_links_lead_to_radio_buttons(open_gallery):
    page = open_gallery(1280)

    page.get_by_role("link", name="Answer “How?”").click()

    assert page.evaluate("document.activeElement.id") == "id_wrong-how"


def test_the_end_of_a_session_is_told_and_put_off(open_gallery):
    page = open_gallery(1280)
    warning = page.locator("#timeout")

    page.clock.run_for("11:00")
    assert warning.inner_text() == ""
    page.clock.run_for("01:10")
    assert "You will be signed out at 2:30pm. Save your work." in warning.inner_text()
    page.get_by_role("link", name="Stay signed in").click()
    page.clock.run_for("00:10")
    expect(warning).to_be_empty()  # as soon as the site has answered
    page.clock.run_for("15:00")
    assert "You have been signed out" in warning.inner_text()
