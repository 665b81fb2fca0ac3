"""A running demo site, its world copied anew for each story, and people at browsers."""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from ecins.testing import TEMPLATE, is_proof, made_once
from tests.e2e.reader import Reader
from tests.e2e.screens import PHONE, WIDE, taking_turns
from tests.site import RunningSite, collect_static, make_demo

DEMO = "demo"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    if is_proof():
        return
    kept = taking_turns(items, int(os.environ["ECINS_TURN"]))
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


@pytest.fixture(scope="package")
def browser():
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        pytest.fail("The browser stories need Chromium. Install it: apt-get install chromium")
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
        yield playwright.chromium.launch(executable_path=chromium, args=options)


@pytest.fixture(scope="package")
def home():
    return Path(os.environ["ECINS_TEST_HOME"])


@pytest.fixture(scope="package")
def static(home):
    folder = home / "stories-static"
    made_once("stories-static", lambda: collect_static(folder))
    return folder


@pytest.fixture(scope="package")
def demo(cluster):
    """The demo world, made once for both workers and copied for each story."""
    made_once("stories-demo", lambda: make_demo(cluster, DEMO, TEMPLATE))
    return DEMO


@pytest.fixture(scope="package")
def running_site(cluster, demo, home, static, worker_id):
    """The site of this worker: it stays up, and meets a new world in each story."""
    name = f"story_{worker_id}"
    cluster.make_database(name, template=demo)
    site = RunningSite(home / f"stories-{worker_id}", cluster, name, static)
    site.start()
    yield site
    site.stop()
    cluster.drop_database(name)


@pytest.fixture
def site(running_site, demo):
    running_site.begin_anew(demo)
    yield running_site
    running_site.end_worker()


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
            readers[-1].is_signed_in(username)
        return readers[-1]

    yield at_browser
    for one in readers:
        one.context.close()
