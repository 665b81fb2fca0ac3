"""The world of a case, for the sweeps."""

from access.tests.worlds import SharedWorld
from cases.models import Case
from cases.tests import factories
from core.tests.worlds import shared_world
from profiles.tests.factories import make_person


@shared_world
class CaseWorld(SharedWorld):
    """A case with a person, an incident, an action that was done and one that is planned."""

    model = Case
    search = "Lansdown"
    secrets = ["Noise and threats", "Jordan"]

    def make(self, *, by, team):
        return factories.make_case(by=by, team=team)

    def add_parts(self):
        case, by = self.record, self.manager
        person = make_person(by=by)
        participant = factories.ParticipantFactory(
            case=case, by=by, profile=person, note="Lives next door"
        )
        done = factories.ActionFactory(case=case, by=by)
        planned = factories.PlannedActionFactory(case=case, by=by)
        incident = factories.IncidentFactory(case=case, by=by)
        document = factories.CaseDocumentFactory(case=case, by=by, action=done)
        acts = ("file", "edit", "version", "withdraw")
        self.children |= {f"cases:document-{act}": document.uuid for act in acts}
        self.children |= {
            "cases:participant-edit": participant.uuid,
            "cases:action": done.uuid,
            "api:case-incident": incident.uuid,
            "cases:action-amend": done.uuid,
            "cases:action-result": planned.uuid,
        }
