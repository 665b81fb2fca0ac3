"""The actions log of a case, a new action, its result, and what is added to it."""

from django.utils.functional import cached_property

from access.selectors import teams_reading
from cases import services
from cases.filters import ActionFilter
from cases.forms import ActionAmendmentForm, ActionForm, ResultForm
from cases.forms.actions import PLANNED
from cases.models import Action, CaseDocument
from cases.querysets import with_amendments, with_attachments
from cases.selectors import latest_actions, summary_of
from cases.timeline import CONTACT, REPORT, timeline
from cases.views.base import CaseMixin
from core import policy
from core.paging import page_down
from core.questions import run, together_in_steps
from core.signals import object_seen
from core.views import READ, ChildFormPage, ChildMixin, ObjectFormPage, ObjectPage
from documents.views import TakesFiles
from profiles.models import Profile
from records.keeping import KeepsDraft
from records.models.entries import HAPPENED


class ActionsMixin(CaseMixin):
    """What the pages about actions share."""

    section, tab = "actions", "actions"


class FilteredActions(ActionsMixin):
    """The actions that the address asks for."""

    @cached_property
    def filter(self):
        return ActionFilter(self.request, self.object, self.names)

    @property
    def found(self):
        return self.filter.narrow(self.object.actions.all())


class ActionList(FilteredActions, ObjectPage):
    """What every partner has done and plans, newest first, in a compact table."""

    action = "case.view_actions"
    template_name = "cases/actions.html"

    def get_context_data(self, **kwargs):
        after = self.request.GET.get("after", "")[:300]
        found = self.found
        if after or self.filter.wanted:
            page = page_down(found.with_words(), *HAPPENED, after=after)
        else:
            page = latest_actions(self.object)
        figures, self.people, *_ = run(
            together_in_steps(
                [
                    summary_of.steps(self.object),
                    self.asking_people(),
                    with_amendments.steps(page),
                    with_attachments.steps(page),
                    self.filter.part("result").fetched(),
                    self.filter.part("agency").fetched(),
                ]
            )
        )
        is_whole = page.is_first and page.next_cursor is None
        fitting = len(page) if is_whole else found.count() if self.filter.wanted else None
        return super().get_context_data(
            filter=self.filter,
            page=page,
            figures=figures,
            fitting=fitting,
            may_add=self.may("action.add"),
            **kwargs,
        )


class TimelinePage(ActionsMixin, ObjectPage):
    """The case's own entries, with contacts and reports of its people as the reader holds them."""

    action = "case.view_actions"
    template_name = "cases/timeline.html"

    @cached_property
    def seen(self):
        """The people of the case whose records the reader sees."""
        return list({one.person.pk: one.person for one in self.people if one.person}.values())

    @cached_property
    def moments(self):
        after = self.request.GET.get("after", "")[:300]
        return timeline(self.object, self.request.user, self.seen, self.names, after)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            page=self.moments, may_add=self.may("action.add"), **kwargs
        )

    def announce(self):
        """What is shown of a person's record is a look at that record too."""
        super().announce()
        for page, section in ((CONTACT, "log"), (REPORT, "reports")):
            shown = {one.person.pk: one.person for one in self.moments if one.kind == page}
            for person in shown.values():
                object_seen.send(
                    Profile,
                    obj=person,
                    by=self.request.user,
                    action=f"profile.view_{section}",
                    section=section,
                    subjects=[person.pk],
                    operation=READ,
                    detail={"case": self.object.reference},
                    channel=self.channel,
                    is_limited=False,
                )


class ActionPage(ActionsMixin, ChildMixin, ObjectPage):
    """One action in full, with what was added to it."""

    action = "case.view_actions"
    child_model, child_action, child_of = Action, "action.view", "case"
    template_name = "cases/action_detail.html"

    def get_context_data(self, **kwargs):
        run(with_attachments.steps([self.child]))
        return super().get_context_data(
            action=self.child,
            attached=self.attached(),
            documents_url=self.address("documents"),
            may_add=self.may("action.add"),
            **kwargs,
        )

    def attached(self):
        """The files attached to it, for those who read documents; others see how many."""
        if not self.child.attachments or "documents" not in self.held:
            return []
        seen = policy.accessible(self.request.user, "document.view", CaseDocument)
        return seen.attached_to(self.child)


class ActionAdd(TakesFiles, KeepsDraft, ActionsMixin, ObjectFormPage):
    """Write an action into the log, done or planned."""

    action = "action.add"
    form_class = ActionForm
    template_name = "cases/action_add.html"
    draft_kind = "action"
    asks_about_repeats = True

    def get_form_kwargs(self):
        return {
            **super().get_form_kwargs(),
            "teams": teams_reading(self.object, "actions", self.request.user),
            "attaches": self.may("case.add_documents"),
        }

    def get_context_data(self, **kwargs):
        return super().get_context_data(**self.readers_of(self.section), **kwargs)

    def save(self, form):
        fields = dict(form.cleaned_data)
        moment, state = fields.pop("moment"), fields.pop("state")
        if state != PLANNED:
            fields["happened_on"], fields["happened_at_time"] = moment
        return services.add_action(case=self.object, by=self.request.user, **fields)

    def act(self, form):
        self.save(form)
        return self.done("Action saved.", "actions")


class ActionAct(ActionsMixin, ChildFormPage, abstract=True):
    """A page that does something with one action."""

    action = "case.view_actions"
    child_model, child_action, child_of = Action, "action.amend", "case"
    template_name = "cases/action_act.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(action=self.child, **kwargs)


class ActionResultAdd(ActionAct):
    """Say what came of a planned action."""

    child_action, form_class = "action.record_result", ResultForm
    extra_context = {"heading": "Record the result"}

    def save(self, form):
        fields = {**form.cleaned_data, **form.happened}
        del fields["moment"]
        return services.record_result(action=self.child, by=self.request.user, **fields)

    def act(self, form):
        self.save(form)
        return self.done("Result recorded.", "actions")


class ActionAmend(TakesFiles, KeepsDraft, ActionAct):
    """Add to an action; the action stays as it was."""

    form_class = ActionAmendmentForm
    draft_kind = "action-amendment"
    asks_about_repeats = False
    extra_context = {"heading": "Add to this action"}

    @property
    def drafted(self):
        return self.child

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "attaches": self.may("case.add_documents")}

    def save(self, form):
        by = self.request.user
        return services.amend_action(action=self.child, by=by, **form.cleaned_data)

    def act(self, form):
        self.save(form)
        return self.done("Added to the action.", "actions")
