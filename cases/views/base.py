"""What the pages of one case share: what it is, who is in it, its tabs."""

from django.contrib import messages
from django.urls import reverse
from django.utils.functional import cached_property

from access.access_summary import access_summary
from access.views.record import RecordMixin
from cases.models import Case
from cases.participants import current, people_in
from core.questions import run, together_in_steps


class CaseMixin(RecordMixin):
    """Puts the case above the page."""

    model = Case
    frame = "cases/frame.html"
    related = ("owner_team", "lead", "kind", "stage", "risk", "rag", "outcome")

    def address(self, name, *args):
        """Of a page about this case."""
        return reverse(f"cases:{name}", args=[self.object.uuid, *args])

    def done(self, words, name, *args):
        """Say what was done, and go on to a page about this case."""
        messages.success(self.request, words)
        return self.address(name, *args)

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

    def readers_of(self, section):
        """Who will read what is written in this section, as far as the writer may know."""
        summary = access_summary(self.object, self.request.user, section=section)
        owner = [str(self.object.owner_team)] if summary.owner_reads else []
        return {
            "readers": [*owner, *(one.in_words for one in summary.others)],
            "readers_in_words": summary.in_words,
        }


class CaseDocumentsMixin(CaseMixin):
    """What the pages about documents show beside them: the action that one is attached to."""

    beside = "cases/_attached_to.html"
