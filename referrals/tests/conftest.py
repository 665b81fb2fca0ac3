"""An entry of the register of which everything is known, and the control room that asks."""

import pytest

from referrals.tests.factories import InterventionFactory, liam, party


@pytest.fixture
def entry(officer):
    return InterventionFactory(
        by=officer,
        parties=[liam(), party("harmed", address="3 Mill Lane, Cannock")],
        number="CR/10482/26",
        officer_name="PC Aled Parfitt",
    )


@pytest.fixture
def ask(client, operator, entry):
    """Asks as the control room does; gives the page."""
    client.force_login(operator)

    def asked(q, **more):
        response = client.get("/rj/", {"q": q, "officer": "PC 2214 Grey", **more})
        assert response.status_code == 200
        return response.content.decode()

    return asked
