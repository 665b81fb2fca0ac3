"""People to filter.

Whatever is asked, the page, its count, its ids and the printed list show the same people:
those whom `visible_to` gives.
"""

import datetime

import pytest
from django.db import connection

from agencies.models import User
from agencies.tests.factories import member
from profiles.tests.factories import RiskLevelFactory, make_person
from profiles.tests.filters.reading import LIST, PRINT

DAY = datetime.timedelta(days=1)


@pytest.fixture
def opened(manager, police):
    """A record of the owner team; opened that many days ago."""

    def make(surname, days=0, **fields):
        person = make_person(by=manager, team=police, surname=surname, **fields)
        if days:
            with connection.cursor() as cursor:
                cursor.execute(
                    "UPDATE profiles_profile SET created_at = created_at - %s WHERE id = %s",
                    [days * DAY, person.pk],
                )
            person.refresh_from_db()
        return person

    return make


@pytest.fixture
def listed(client):
    """The surnames on the reader's list, which every other way to ask agrees with."""

    def look(reader, **asked):
        client.force_login(reader)
        page = client.get(LIST, asked)
        assert page.status_code == 200
        rows, narrowed = list(page.context["page"]), page.context["filter"]
        found, how = narrowed.queryset(), narrowed.search.how
        assert page.context["count"] == str(len(rows))
        ids = {person.pk for person in rows}
        reader = User.objects.get(pk=reader.pk)
        assert set(found.ids_for(reader, **how)) == ids
        plainly = set(found.visible_to(reader).values_list("pk", flat=True))
        assert plainly >= ids if how else plainly == ids
        assert {person.pk for person in client.get(PRINT, asked).context["page"]} == ids
        return {person.surname for person in rows}

    return look


@pytest.fixture
def levels():
    return {
        code: RiskLevelFactory(code=code, name=code.title(), badge=code)
        for code in ("low", "medium", "high")
    }


@pytest.fixture
def reader(council):
    return member(council, name="Tomas Ellery")
