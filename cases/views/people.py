"""The people in a case, and what happened."""

from cases import services
from cases.forms import IncidentForm, ParticipantForm
from cases.models import Case, Participant
from cases.participants import as_known, current
from cases.views.base import CaseMixin
from core.views import ChildFormPage, ObjectFormPage, ObjectPage
from profiles.views.base import FindsPeople


class PeoplePage(CaseMixin, ObjectPage):
    """Everybody in the case, by role; those who left it, below."""

    action, section, tab = "case.view_people", "people", "people"
    template_name = "cases/people.html"

    def get_context_data(self, **kwargs):
        now = current(self.people)
        return super().get_context_data(
            now=now,
            earlier=[one for one in self.people if one not in now],
            may_add=self.may("participant.add"),
            **kwargs,
        )


class ParticipantAdd(FindsPeople, CaseMixin, ObjectFormPage):
    """Name a person in the case: look for their record first, then say in which role."""

    action, section, tab = "participant.add", "people", "people"
    form_class = ParticipantForm
    template_name = "cases/participant_add.html"

    def subjects(self):
        return sorted({*super().subjects(), *([self.person.pk] if self.person else [])})

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "person": self.person}

    def save(self, form):
        participant = Participant(profile=self.person, **form.cleaned_data)
        by = self.request.user
        return services.add_participant(case=self.object, by=by, participant=participant)

    def act(self, form):
        self.save(form)
        return self.done("Added.", "people")


class ParticipantEdit(CaseMixin, ChildFormPage):
    """Correct or end the part of a person in the case."""

    action, section, tab = "case.view_people", "people", "people"
    child_model, child_action, child_of = Participant, "participant.edit", "case"
    form_class = ParticipantForm
    template_name = "cases/case_form.html"
    extra_context = {"heading": "Edit a person in"}

    def get_form_kwargs(self):
        (known,) = as_known([self.child], self.request.user)
        return {
            **super().get_form_kwargs(),
            "instance": self.child,
            "person": self.child.profile,
            "reads_note": known.note is not None,
        }

    def save(self, form):
        by = self.request.user
        return services.edit_participant(participant=self.child, by=by, **form.cleaned_data)

    def act(self, form):
        self.save(form)
        return self.done("Saved.", "people")


class IncidentAdd(CaseMixin, ObjectFormPage):
    """Write down something that happened."""

    action, section, tab = "incident.add", "actions", "overview"
    model = Case
    form_class = IncidentForm
    template_name = "cases/case_form.html"
    asks_about_repeats = True
    extra_context = {"heading": "Add an incident to"}

    def save(self, form):
        fields = dict(form.cleaned_data)
        fields["happened_on"], fields["happened_at_time"] = fields.pop("moment")
        return services.add_incident(case=self.object, by=self.request.user, **fields)

    def act(self, form):
        self.save(form)
        return self.done("Incident added.", "overview")
