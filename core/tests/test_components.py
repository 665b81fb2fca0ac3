import datetime
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from core import panels
from core.forms import Form
from core.gallery import ComponentGallery
from core.paging import Page
from core.templatetags import components

SCRIPT = "<script>alert(1)</script>"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def thursday():
    with time_machine.travel(
        datetime.datetime(2026, 6, 4, 1, 14, tzinfo=datetime.UTC), tick=False
    ):
        yield


@pytest.fixture
def menu(monkeypatch):
    entries = [
        {"label": "Home", "url": "/", "current": False, "count": None},
        {"label": "Tasks", "url": "/tasks/", "current": True, "count": 4},
    ]
    monkeypatch.setattr(panels, "navigation", lambda request: entries)


def request(address="/components/", **user):
    asked = RequestFactory().get(address)
    asked.user = SimpleNamespace(
        is_authenticated=True, name="PC Nandra", acting_team="IOM", **user
    )
    asked.csp_nonce = "nonce-of-this-page"
    return asked


def show(template, address="/", **context):
    return Template(template).render(Context({"request": request(address), **context}))


def page(template="404.html", **context):
    return render_to_string(template, context, request())


# ---- The gallery ----------------------------------------------------------------------------


def test_the_gallery_shows_every_component(menu):
    answer = ComponentGallery.as_view()(request()).render().content.decode()
    sources = "".join(
        path.read_text() for path in (ROOT / "core/templates/core").glob("*gallery*.html")
    )

    missing = [
        path.stem
        for path in (ROOT / "templates/components").glob("*.html")
        if not re.search(rf"{{% {path.stem} ", sources)
        and path.stem not in ("navigation", "menu", "filter_tags")
    ]

    assert missing == []
    assert len(answer) < 100_000
    assert "style=" not in answer
    assert not re.search(r"<[^>]+ on\w+=", answer)


def test_every_component_is_used_by_a_page_beside_the_gallery():
    gallery = ROOT / "core/templates/core"
    pages = "".join(
        path.read_text()
        for place in (ROOT, *ROOT.iterdir())
        for path in (place / "templates").rglob("*.html")
        if gallery not in path.parents
    )
    by_another_tag = {"menu": "navigation", "error_summary": "page_errors"}

    unused = [
        path.stem
        for path in (ROOT / "templates/components").glob("*.html")
        if not re.search(rf"{{% {by_another_tag.get(path.stem, path.stem)} ", pages)
    ]

    assert unused == []


def test_every_component_says_what_it_takes():
    for path in (ROOT / "templates/components").glob("*.html"):
        assert path.read_text().startswith("{% comment %}"), path.name


# ---- Words ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{{ at|when }}", "4 June 2026 at 2:14am"),
        ("{{ at|day }}", "4 Jun 2026"),
        ("{{ at|clock }}", "2:14am"),
        ("{{ pair|when }}", "3 June 2026"),
        ("{{ pair|day }}", "3 Jun 2026"),
        ("{{ born|born }}", "14 March 1991 (35)"),
        ("{{ born|age }}", "35"),
        ("{{ pair|near }}", "Yesterday"),
        ("{{ pair|due }}", "Overdue 1 day"),
        ("{{ at|moment }}", '<time datetime="2026-06-04T02:14">4 June 2026 at 2:14am</time>'),
        ("{{ none|when }}{{ none|day }}{{ none|born }}{{ none|near }}{{ none|moment }}", ""),
        ("{{ name|found:'dray <' }}", "Callum &lt;<mark>Dray</mark>field"),
        ("{{ name|found:'' }}", "Callum &lt;Drayfield"),
        ("{{ name|found:'.*' }}", "Callum &lt;Drayfield"),
    ],
)
def test_dates_and_words_in_templates(template, words):
    shown = show(
        template,
        at=datetime.datetime(2026, 6, 4, 1, 14, tzinfo=datetime.UTC),
        pair=(datetime.date(2026, 6, 3), None),
        born=datetime.date(1991, 3, 14),
        none=None,
        name="Callum <Drayfield",
    )

    assert shown == words


@pytest.mark.parametrize(
    ("number", "dial"),
    [("01632 960 114", "01632960114"), ("+44 1632 960114", "+441632960114"), (SCRIPT, "1")],
)
def test_phones_ring_the_digits(number, dial):
    assert f'href="tel:{dial}"' in show("{% phone number %}", number=number)


@pytest.mark.parametrize(
    "template",
    [
        "{% tag x %}",
        "{% risk_badge x %}",
        "{% phone x %}",
        "{% face x described=True %}",
        "{% button x x about=x %}",
        "{% post_button x x about=x %}",
        "{% back_link x x %}",
        "{% message_box x %}",
        "{% summary_list rows %}",
        "{% filter_tags rows %}",
        "{% sub_navigation x tabs %}",
        "{% alert_box title=x %}{{ x }}{% endalert_box %}",
        "{% empty_state title=x %}{{ x }}{% endempty_state %}",
        "{% details x %}{{ x }}{% enddetails %}",
        "{% item x url=x aside=x %}{{ x }}{% enditem %}",
        "{% table x x %}{% row %}{% row_header %}{{ x }}{% endrow_header %}"
        "{% cell x %}{{ x }}{% endcell %}{% endrow %}{% endtable %}",
        "{% sort_header x x %}",
        "{{ x|found:'alert' }}",
    ],
)
def test_components_escape_all_they_are_given(template):
    shown = show(
        template,
        x=SCRIPT,
        rows=[(SCRIPT, SCRIPT)],
        tabs=[{"label": SCRIPT, "url": SCRIPT, "count": SCRIPT}],
    )

    assert "<script" not in shown
    assert "script" in shown


def test_a_block_hides_nothing_of_what_is_in_it():
    shown = show("{% alert_box %}<p><b>{{ x }}</b></p>{% endalert_box %}", x="Mind")

    assert "<p><b>Mind</b></p>" in shown


# ---- Lists ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "sort", "link"),
    [
        ("/?q=a", 'aria-sort="ascending"', "?q=a&amp;sort=-name"),
        ("/?sort=-name&after=x", 'aria-sort="descending"', "?sort=name"),
        ("/?sort=-activity", "", "?sort=name"),
    ],
)
def test_sorting_is_a_link_that_says_its_way(address, sort, link):
    shown = show('{% sort_header "name" "Name" %}', address)

    assert f'href="{link}"' in shown
    assert sort in shown
    assert bool(sort) == ("aria-sort" in shown)


def test_pages_keep_the_rest_of_the_address():
    middle = Page(rows=[1], next_cursor="abc", is_first=False)

    shown = show('{% pagination page "Older entries" %}', "/?q=a%26b&after=x", page=middle)

    assert 'href="?q=a%26b"' in shown
    assert 'href="?q=a%26b&amp;after=abc" rel="next">Older entries<' in shown


def test_a_list_of_one_page_has_no_pages():
    assert show("{% pagination page %}", page=Page(rows=[1])) == ""


def test_removable_filters_come_as_pairs_or_as_things():
    thing = SimpleNamespace(text="Role: Victim", remove="?q=a")

    assert show("{% filter_tags x %}", x=[thing]) == show(
        "{% filter_tags x %}", x=[("Role: Victim", "?q=a")]
    )
    assert show("{% filter_tags x %}", x=[]) == ""


# ---- The page -------------------------------------------------------------------------------


def test_the_menu_is_asked_once_and_says_where_one_is(monkeypatch):
    asked = []
    entry = {"label": "Tasks", "url": "/tasks/", "current": True, "count": 4}
    monkeypatch.setattr(panels, "navigation", lambda request: asked.append(1) or [entry])

    answer = page()

    assert len(asked) == 1
    assert answer.count('href="/tasks/" aria-current="true">Tasks (4)</a>') == 2


def test_the_marking_stands_above_and_below_and_on_paper(menu):
    answer = page()

    assert answer.count("OFFICIAL-SENSITIVE") == 2
    assert "ecins-page--official-sensitive" in answer
    css = (ROOT / "static/vendor/app.css").read_text()
    for edge in ("top", "bottom"):
        assert re.search(rf"@page official-sensitive\{{[^@]*(@top[^}}]*\}})?@{edge}-center", css)


def test_every_script_carries_the_nonce_and_nothing_else_is_inline(menu):
    answer = page()

    scripts = re.findall(r"<script[^>]*>", answer)
    assert len(scripts) == 2
    assert all('nonce="nonce-of-this-page"' in script for script in scripts)
    assert not re.search(r"<style| style=| on\w+=", answer)


def test_before_sign_in_there_is_no_menu_and_a_plain_marking():
    asked = request()
    asked.user = SimpleNamespace(is_authenticated=False)

    answer = render_to_string("404.html", {}, asked)

    assert "OFFICIAL-SENSITIVE" not in answer
    assert "<nav" not in answer
    assert "data-idle-minutes" not in answer
    assert 'role="search"' not in answer


def test_the_title_says_that_something_is_wrong(menu):
    class Wrong(Form):
        def clean(self):
            self.add_error(None, "Enter something")

    assert "<title>Error: We cannot" in page(form=Wrong({"a": "b"}))
    assert "<title>We cannot" in page(form=Wrong())


def test_pages_about_a_refusal_say_why(menu):
    assert "Ask &lt;the manager&gt;" in page("403.html", reason="Ask <the manager>")
    assert "may have been removed, or you may need access" in page("404.html")


@pytest.mark.parametrize("template", ["500.html", "503.html"])
def test_pages_about_a_fault_need_nothing(template):
    answer = render_to_string(template, {"what": "The database does not answer"})

    assert "vendor/app.css" in answer
    assert "<script" not in answer
    assert "OFFICIAL" in answer


def test_nothing_that_is_served_comes_from_elsewhere():
    for path in (ROOT / "static").rglob("*"):
        if path.suffix in (".css", ".js"):
            text = path.read_text()
            assert not re.search(r"url\(.?(https?:)?//", text), path
            assert "sourceMappingURL" not in text, path
            assert "GDS Transport" not in text, path


def test_the_pictures_of_the_style_sheet_exist():
    vendor = ROOT / "static/vendor"

    named = re.findall(r"url\(\"?\./([^\")]+)", (vendor / "app.css").read_text())

    assert named
    assert all((vendor / picture).is_file() for picture in named)


def test_tags_are_documented_by_their_templates():
    names = {path.stem for path in (ROOT / "templates/components").glob("*.html")}
    plain = {"navigation", "error_prefix", "error_summary", "page_errors", "crispy"}

    assert set(components.register.tags) - plain <= names


def test_only_people_have_a_face():
    assert "<img" in show("{% face x %}", x="Jordan Pellworth")
    assert show("{% face x %}", x=ContentType()) == ""


def test_a_short_word_is_marked_where_it_is_a_word():
    marked = show("{{ x|found_words:'the lett' }}", x="The mother rang; no letter came")

    assert marked == "<mark>The</mark> mother rang; no <mark>lett</mark>er came"
