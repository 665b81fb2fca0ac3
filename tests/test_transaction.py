"""One transaction a request: what is rolled back, what is kept, what is answered."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, OperationalError
from django.http import Http404, HttpResponse

from agencies.models import Agency
from audit.models import Event
from core.middleware import RequestLineMiddleware, TransactionMiddleware

pytestmark = pytest.mark.django_db


def answer(rf, get_response, path="/profiles/", **query):
    return TransactionMiddleware(get_response)(rf.get(path, query))


def writes(name="Kept", status=200):
    def get_response(request):
        Agency.objects.create(name=name, kind="police")
        return HttpResponse("A person's name", status=status)

    return get_response


@pytest.mark.parametrize("status", [200, 302, 400, 409])
def test_an_answer_keeps_what_was_written(rf, status):
    assert answer(rf, writes(status=status)).status_code == status
    assert Agency.objects.filter(name="Kept").exists()


@pytest.mark.parametrize("status", [500, 502, 503])
def test_an_error_of_ours_takes_everything_back(rf, status):
    assert answer(rf, writes(status=status)).status_code == status
    assert not Agency.objects.exists()


@pytest.mark.parametrize("refusal", [Http404(), PermissionDenied("no")])
def test_a_refusal_takes_everything_back_and_is_then_recorded(rf, officer, refusal):
    middleware = TransactionMiddleware(None)

    def get_response(request):
        request.user = officer
        request.resolver_match = None
        Agency.objects.create(name="Half done", kind="police")
        middleware.process_exception(request, refusal)
        return HttpResponse(status=404)

    middleware.get_response = get_response
    middleware(rf.get("/profiles/"))

    assert not Agency.objects.filter(name="Half done").exists()
    assert Event.objects.get(operation=Event.REFUSAL).actor_name == officer.name


@pytest.mark.parametrize("problem", [OperationalError("gone"), DatabaseError("full")])
def test_a_database_that_does_not_answer_gives_a_plain_page(rf, problem):
    def get_response(request):
        raise problem

    response = answer(rf, get_response)

    assert response.status_code == 503
    assert response["Retry-After"]
    assert b"The database does not answer" in response.content


def test_a_commit_that_fails_sends_nothing_of_the_page(rf, monkeypatch):
    class Failing:
        def __enter__(self):
            return self

        def __exit__(self, *error):
            raise OperationalError("lost at the last moment")

    monkeypatch.setattr("core.middleware.transaction.atomic", Failing)

    response = answer(rf, lambda request: HttpResponse("Jordan Pellworth"))

    assert response.status_code == 503
    assert b"Pellworth" not in response.content


@pytest.mark.parametrize("odd", ["\x00", "\ud800", "a\x00b"])
def test_addresses_that_nothing_can_read_are_turned_away(rf, odd):
    reached = []
    middleware = RequestLineMiddleware(lambda request: reached.append(request) or HttpResponse())
    request = rf.get("/profiles/")
    request.GET = request.GET.copy()
    request.GET["q"] = odd

    assert middleware(request).status_code == 400
    assert reached == []


def test_every_answer_forbids_a_copy_and_other_sites(rf):
    response = RequestLineMiddleware(lambda request: HttpResponse())(rf.get("/profiles/"))

    assert response["Cache-Control"] == "no-store"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
