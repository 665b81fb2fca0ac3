"""What the pages of one case share: what it is, who is in it, its tabs."""

from django.utils.functional import cached_property

from access.views.record import RecordMixin
from cases.models import Case
from cases.participants import current, people_in
from core.questions import run, together_in_steps


class CaseMixin(RecordMixin):
    """Puts the case above the page."""

    model = Case
    frame = "cases/frame.html"
    related = ("owner_team", "lead", "kind", "stage", "risk", "rag", "outcome")

    @cached_property
    def people(self):
        """Everybody in the case, as the reader may know them; nobody without the section."""
        (people,) = run(together_in_steps([self.asking_people()]))
        return people

    def asking_people(self):
        """The same, to be asked beside what else the page asks."""
        return people_in.steps(self.object, self.request.user) if "people" in self.held else []

    def identity(self):
        """What comes with any hold, and who is in it for those who hold the people."""
        return {
            "case": self.object,
            "lead": self.names.lead(self.object),
            "people": current(self.people),
            "holds_people": "people" in self.held,
            "holds_actions": "actions" in self.held,
        }

    def subjects(self):
        """The people whom the page names from their records."""
        return sorted({one.person.pk for one in self.people if one.person})


class CaseDocumentsMixin(CaseMixin):
    """What the pages about documents show beside them: the action that one is attached to."""

    beside = "cases/_attached_to.html"
