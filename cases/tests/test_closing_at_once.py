"""A case closes at the moment in which access that lasts while it is open is given again."""

import pytest

from access.levels import Level
from access.models import Grant
from access.tests.factories import give
from agencies.models import Membership
from agencies.tests.factories import TeamFactory, member
from cases import services
from cases.tests import factories
from profiles.tests.factories import make_person
from tests.together import together

pytestmark = pytest.mark.slow


def test_closing_while_access_is_given_again_leaves_none(live_database):
    owner, council = TeamFactory(), TeamFactory(name="Stafford Housing")
    by, colleague = (member(owner, Membership.Role.MANAGER) for _ in range(2))
    person, outcome = make_person(by=by, team=owner), factories.CaseOutcomeFactory()
    factories.make_case(by=by)

    for turn in range(12):
        case = factories.make_case(by=by, title=f"Noise {turn}")
        give(person, by, council, while_open=case)
        closed, given = together(
            lambda case=case: services.close_case(
                case=case, by=colleague, outcome=outcome, words="Moved away."
            ),
            lambda case=case: give(person, by, council, level=Level.CONTRIBUTE, while_open=case),
        )

        assert not isinstance(closed, Exception), closed
        assert not Grant.objects.unended().while_open(case).exists(), given
        assert not type(person).objects.visible_to(member(council)).exists(), given
