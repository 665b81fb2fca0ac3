"""In the demo world, what our own pages print finds the person they print it of."""

import pytest
from django.test import Client

from agencies.models import User

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]


@pytest.mark.parametrize(
    "words",
    [
        *("P-2026-000001", "p-2026-000001"),
        *("14 Tannery Row, Stafford, ST16 9ZZ", "PNC 2009/0048211P", "ST16 9ZZ."),
        *("Mr Jordan Pellworth", "Jordan Lee Pellworth"),
    ],
)
def test_what_is_typed_finds_jordan_pellworth(demo, words):
    client = Client()
    client.force_login(User.objects.get(username="lead.staffordshire"))

    page = client.get("/profiles/", {"q": words})
    told = client.get("/api/v1/profiles/", {"q": words}).json()

    assert [one.name for one in page.context["page"]] == ["Jordan Pellworth"]
    assert [one["name"] for one in told["results"]] == ["Jordan Pellworth"]
    assert page.context["filter"].search.fell_back == ("Jordan" in words)
