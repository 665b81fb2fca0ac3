"""Someone at a real browser, who minds how every page behaves."""

import os
import re
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page

from ecins.testing import is_proof
from tests.site import DEMO_PASSWORD, RunningSite

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LARGEST_PAGE = 100_000
NARROWEST = 320
PATIENCE = 30_000
# What the browser says of every answer that is an error, also of one that a story expects.
OF_A_STATUS = "Failed to load resource: the server responded with a status of"
PAGE = Path(__file__).with_name("page.js").read_text()
SWITCH = "Emulation.setScriptExecutionDisabled"
FITS = "document.scrollingElement.scrollWidth <= document.scrollingElement.clientWidth"


class Reader:
    """A browser of one person. Every page that a step opens is checked before the next step."""

    def __init__(
        self, browser: Browser, site: RunningSite, *, width: int, height: int, script: bool
    ) -> None:
        self.site, self.script = site, script
        self.size = {"width": width, "height": height}
        self.context = browser.new_context(
            base_url=site.address,
            viewport=self.size,
            locale="en-GB",
            timezone_id="Europe/London",
        )
        self.context.set_default_timeout(PATIENCE)
        if not script:
            # Nothing of ours runs. The engine stays on for axe, whose waits need it.
            self.context.route(
                "**/*.js", lambda route: route.fulfill(body="", content_type="text/javascript")
            )
        self.complaints: list[str] = []
        # What the hand does: a click on a link, button or answer, or into a field; two for a list.
        self.clicks = 0
        self.page: Page = self.context.new_page()
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._asked)
        self.page.on("response", self._answered)

    def _said(self, message) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(OF_A_STATUS):
            self.complaints.append(f"{message.type}: {message.text}")

    def _asked(self, request) -> None:
        if not request.url.startswith((f"{self.site.address}/", "data:")):
            self.complaints.append(f"asked another host: {request.url}")

    def _answered(self, response) -> None:
        if not response.request.is_navigation_request():
            if response.status >= 400:
                self.complaints.append(f"{response.status} {response.url}")
        elif int(response.headers.get("content-length", 0)) > LARGEST_PAGE:
            self.complaints.append(f"larger than {LARGEST_PAGE} bytes: {response.url}")

    # ---- Steps ------------------------------------------------------------------------------
    def is_signed_in(self, username: str) -> None:
        """By a cookie, got without the browser: the form has stories of its own."""
        cookies = self.site.visitor(username).cookies.items()
        self.context.add_cookies(
            [{"name": name, "value": value, "url": self.site.address} for name, value in cookies]
        )

    def sign_in(self, username: str, password: str = DEMO_PASSWORD) -> None:
        self.open("/sign-in/")
        self.fill("User name", username)
        self.fill("Password", password)
        self.press("Sign in")

    def open(self, path: str) -> int:
        """Go to an address. Returns the status of the answer."""
        status = self.page.goto(path).status
        self.look()
        return status

    def follow(self, name: str, *, within: str = "body") -> None:
        self._leave_by_name("link", name, within)

    def follow_first(self, begins: str, *, within: str = "main") -> None:
        """The first link whose words begin so."""
        words = re.compile(rf"^\s*{re.escape(begins)}")
        self.leave_by(self.page.locator(within).get_by_role("link", name=words).first)

    def press(self, name: str, *, within: str = "main") -> None:
        self._leave_by_name("button", name, within)

    def _leave_by_name(self, role: str, name: str, within: str) -> None:
        # What is read out after the words, "Open: the notice", does not count.
        words = re.compile(rf"^\s*{re.escape(name)}\s*(:|$)")
        way = self.page.locator(within).get_by_role(role, name=words)
        self.leave_by(way.first)

    def leave_by(self, way: Locator) -> None:
        self.clicks += 1
        # Another page, not another address of this one: a form may write where Back leads.
        with self.page.expect_event("domcontentloaded"):
            way.click()
        self.look()

    def field(self, label: str):
        words = re.compile(rf"^\s*{re.escape(label)}\s*(\(optional\)\s*)?$")
        return self.page.get_by_label(words)

    def fill(self, label: str, words: str) -> None:
        self.clicks += 1
        self.field(label).fill(words)

    def choose(self, *answers: str) -> None:
        """Radio buttons and checkboxes, by their words."""
        for answer in answers:
            self.clicks += 1
            self.page.get_by_label(answer, exact=True).check()

    def choose_from(self, label: str, answer: str) -> None:
        self.clicks += 2
        self.field(label).select_option(label=answer)

    @contextmanager
    def in_clicks(self, most: int):
        """What is done inside takes no more clicks than these."""
        before = self.clicks
        yield
        took = self.clicks - before
        assert took <= most, f"{took} clicks, where {most} are enough"

    def find(self, name: str, record: str) -> None:
        """From home: search for a name, and open a record that was found."""
        self.open("/")
        self.fill("Find a person", name)
        self.press("Search")
        self.follow(record)

    # ---- Looking ----------------------------------------------------------------------------
    def look(self) -> None:
        """Is this page accessible, of this host alone, free of errors, and does it fit?"""
        self.page.wait_for_load_state()
        if self.script:
            self.page.locator("body[data-parts]").wait_for()
        page = self.page.evaluate(PAGE)
        assert page["problems"] == [], f"{self.page.url}: {page['problems']}"
        self._is_accessible(page["parts"])
        if self.size["width"] < 400:
            self.page.set_viewport_size({**self.size, "width": NARROWEST})
            self._fits(NARROWEST)
            self.page.set_viewport_size(self.size)
        assert self.complaints == [], f"{self.page.url} complains: {self.complaints}"

    def _is_accessible(self, parts: list[str]) -> None:
        """Asked where a page has a part that none before had: nothing else takes as long."""
        new = [known for part in parts if not (known := self._known(part)).exists()]
        if not new and not is_proof():
            return
        with self._scripts_of_ours():
            found = Axe().run(self.page, options={"runOnly": RULES})
        assert found.violations_count == 0, f"{self.page.url}\n{found.generate_report()}"
        for known in new:
            known.parent.mkdir(exist_ok=True)
            known.touch()

    def _known(self, part: str) -> Path:
        """Marks a part at this width, with or without script, for all workers of the run."""
        key = sha256(f"{self.size['width']} {self.script}\n{part}".encode()).hexdigest()
        return self.site.home.parent / "accessible" / key

    @contextmanager
    def _scripts_of_ours(self):
        """Where the page's scripts did not run, let ours run once it stands."""
        browser = self.context.new_cdp_session(self.page)
        browser.send(SWITCH, {"value": False})
        yield
        browser.send(SWITCH, {"value": not self.script})
        browser.detach()

    def _fits(self, width: int) -> None:
        assert self.page.evaluate(FITS), f"{self.page.url} scrolls sideways at {width} px"

    def sees(self, *words: str) -> None:
        text = self._text()
        for phrase in words:
            missing = f"“{phrase}” is not on {self.page.url}:\n{text}"
            assert phrase.casefold() in text.casefold(), missing

    def number_of_alerts(self) -> int:
        """How many new alerts the menu says; the script writes it there."""
        words = self.page.locator(".ecins-nav a[data-live]").text_content() or ""
        found = re.search(r"\((\d+)\)", words)
        return int(found[1]) if found else 0

    def does_not_see(self, *words: str) -> None:
        html, text = self.page.content(), self._text()
        for phrase in words:
            assert phrase not in html, f"“{phrase}” is on {self.page.url}:\n{text}"

    @property
    def text(self) -> str:
        """The words on the page now."""
        return self._text()

    def _text(self) -> str:
        return re.sub(r"\s+", " ", self.page.locator("body").inner_text())

    def picture(self, name: str) -> None:
        """Keep a picture for the documentation, when pictures are wanted."""
        if folder := os.environ.get("PICTURES"):
            self.page.evaluate("scrollTo(0, 0)")
            self.page.screenshot(path=Path(folder) / f"{name}.png")
