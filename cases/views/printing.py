"""The page on which the actions log is printed: for whom, what is on the paper, and the PDF."""

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property

from cases import services
from cases.audiences import Audience, partners_of, printed_log
from cases.filters import ActionFilter
from cases.forms import AudienceForm, PrintForm
from cases.views.actions import ActionsMixin
from core.views import ObjectFormPage, as_file


class ActionsPrint(ActionsMixin, ObjectFormPage):
    """Make a PDF of the actions, with the filter of the log. The answer is the file."""

    actions = frozenset({"action.print", "action.disclose"})
    form_class = PrintForm
    template_name = "cases/actions_print.html"
    done_already = "This PDF was made already. Making another is recorded too."

    def get_action(self):
        return self.audience.action

    @property
    def audience(self):
        """Who reads the paper, as the address says; otherwise the reader themselves."""
        asked = self.request.GET.get("audience", "")
        return Audience(asked) if asked in Audience.values else Audience.INSPECTOR

    @cached_property
    def choice(self):
        """For whom: those who print for nobody else have no choice."""
        asked = self.request.GET if "audience" in self.request.GET else None
        teams = partners_of(self.object, self.request.user)
        form = AudienceForm(asked, teams=teams, filtered=self.filter.values)
        form.is_valid()
        return form

    @cached_property
    def filter(self):
        return ActionFilter(self.request, self.object, self.names)

    def for_whom(self):
        team = self.choice.cleaned_data["team"] if self.choice.is_bound else None
        return {
            "case": self.object,
            "by": self.request.user,
            "audience": self.audience,
            "team": team,
            "actions": self.filter.narrow(self.object.actions.all()),
        }

    @cached_property
    def log(self):
        """What will be printed; nothing while it is not known for whom."""
        if self.choice.is_bound and not self.choice.is_valid():
            return None
        try:
            return printed_log(**self.for_whom())
        except ValidationError as problem:
            self.refused = problem.messages
            return None

    refused = ()

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "audience": self.audience, "log": self.log}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            choice=self.choice,
            may_disclose=self.may("action.disclose"),
            filter=self.filter,
            log=self.log,
            refused=self.refused,
            audience=self.audience,
            **kwargs,
        )

    def form_valid(self, form):
        """Not before it is known for whom it is, and what is printed."""
        return self.form_invalid(form) if self.log is None else super().form_valid(form)

    def act(self, form):
        said = form.cleaned_data
        pdf = services.print_actions(
            **self.for_whom(),
            reason=said["reason"],
            recipient=said.get("recipient", ""),
            chosen=said.get("lines"),
            digest=said.get("digest"),
            filtered=self.filter.in_words,
            filters=self.filter.recorded(),
        )
        name = f"actions-{self.object.reference}.pdf"
        return as_file(pdf.body, name=name, content_type="application/pdf")
