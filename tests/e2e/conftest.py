"""A running demo site for each story, and people at browsers to walk through it."""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from ecins.testing import TEMPLATE
from tests.e2e.reader import Reader
from tests.site import RunningSite, collect_static, make_demo

WIDE = {"width": 1280, "height": 900, "script": True}
PHONE = {"width": 360, "height": 800, "script": True}
WITHOUT_SCRIPT = {**WIDE, "script": False}
PHONE_WITHOUT_SCRIPT = {**PHONE, "script": False}
with_and_without = pytest.mark.parametrize(
    "screen",
    [WIDE, PHONE, WITHOUT_SCRIPT, PHONE_WITHOUT_SCRIPT],
    ids=["wide", "phone", "wide-without-script", "phone-without-script"],
)


@pytest.fixture(scope="package")
def browser():
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        pytest.fail("The browser stories need Chromium. Install it: apt-get install chromium")
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
        yield playwright.chromium.launch(executable_path=chromium, args=options)


@pytest.fixture(scope="package")
def home(worker_id):
    return Path(os.environ["ECINS_TEST_HOME"]) / f"stories-{worker_id}"


@pytest.fixture(scope="package")
def static(home):
    return collect_static(home / "static")


@pytest.fixture(scope="package")
def demo(cluster, worker_id):
    """The demo world, made once and copied for each story."""
    name = f"demo_{worker_id}"
    make_demo(cluster, name, TEMPLATE)
    yield name
    cluster.drop_database(name)


@pytest.fixture
def site(cluster, demo, home, static):
    name = f"{demo}_story"
    cluster.make_database(name, template=demo)
    site = RunningSite(home / "site", cluster, name, static)
    site.start()
    yield site
    site.stop()
    cluster.drop_database(name)
    shutil.rmtree(site.home)


@pytest.fixture(params=[WIDE, PHONE], ids=["wide", "phone"])
def screen(request):
    return request.param


@pytest.fixture
def reader(browser, site, screen):
    """Call it with a user name for that person at a browser of their own, signed in."""
    readers = []

    def at_browser(username=None):
        readers.append(Reader(browser, site, **screen))
        if username:
            readers[-1].sign_in(username)
        return readers[-1]

    yield at_browser
    for one in readers:
        one.context.close()
