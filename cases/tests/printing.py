"""How tests print the actions of a case."""

from django.urls import reverse

from cases import services
from cases.audiences import Audience, printed_log
from cases.models import Action
from cases.tests import factories

COMPLAINT = "Answer to a complaint"


def url(case, **asked):
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return f"{reverse('cases:actions-pdf', args=[case.uuid])}?{query}"


def log_of(case, by, audience=Audience.INSPECTOR, **more):
    actions = Action.objects.of_case(case)
    return printed_log(case=case, by=by, audience=audience, actions=actions, **more)


def printed(case, by, audience=Audience.INSPECTOR, **more):
    said = {"actions": Action.objects.of_case(case), "reason": COMPLAINT, **more}
    return services.print_actions(case=case, by=by, audience=audience, **said)


def in_role(case, code, name, **fields):
    role = factories.ParticipantRoleFactory(
        code=code, is_complainant=code in ("complainant", "victim")
    )
    return factories.ParticipantFactory(case=case, name=name, role=role, **fields)
