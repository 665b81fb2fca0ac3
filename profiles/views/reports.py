"""Reports about a person: the list, one of them, and the pages on which a team writes one."""

from django.conf import settings
from django.contrib import messages
from django.utils import timezone
from django.utils.functional import cached_property

from core import policy
from core.conflict import last_in_history
from core.views import PRINT, ChildFormPage, ChildMixin, ObjectFormPage, ObjectPage, as_file
from profiles import due, services
from profiles.forms import (
    ReportAdditionForm,
    ReportApproveForm,
    ReportDiscardForm,
    ReportDiscloseForm,
    ReportRestoreForm,
    ReportReturnForm,
    ReportStartForm,
    ReportSubmitForm,
    ReportWithdrawForm,
)
from profiles.models import Profile, Report, ReportSection
from profiles.report_lists import reports_of
from profiles.views.base import PersonMixin
from records import answers
from records.keeping import KeepsDraft


class ReportsMixin(PersonMixin):
    """What the pages about reports share."""

    model, section, tab = Profile, "reports", "reports"


class ReportList(ReportsMixin, ObjectPage):
    """Every report that was submitted, newest first, and the drafts of the reader's teams."""

    action = "profile.view_reports"
    template_name = "profiles/report_list.html"

    def get_context_data(self, **kwargs):
        after = self.request.GET.get("after", "")[:300]
        may_add = self.adds_to("reports")
        page, unfinished, discarded = reports_of(
            self.object, self.request.user, after=after, with_discarded=may_add
        )
        return super().get_context_data(
            drafts=unfinished,
            discarded=discarded,
            discarded_days=settings.DISCARDED_DRAFT_DAYS,
            page=page,
            may_add=may_add,
            due=due.in_order(due.of_reports(self.object, self.held, self.due_reports())),
            today=timezone.localdate(),
            **kwargs,
        )

    def due_reports(self):
        return self.object.due_reports.with_words()


class ReportStart(ReportsMixin, ObjectFormPage):
    """Choose which report to start; one that the team is writing already goes on."""

    action = "report.start"
    form_class = ReportStartForm
    template_name = "profiles/report_start.html"

    def get_initial(self):
        """The kind that is due, where the address names it."""
        return {"kind": self.request.GET.get("kind", "")[:40]}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "team": self.request.user.acting_team}

    def save(self, form):
        return services.start_report(
            profile=self.object, by=self.request.user, kind=form.cleaned_data["kind"]
        )

    def act(self, form):
        return self.address("report", self.save(form).uuid)


class OneReport(ReportsMixin, ChildMixin, abstract=True):
    """A page about one report of the person."""

    action = "profile.view_reports"
    child_model, child_action, child_of = Report, "report.view", "profile"

    @cached_property
    def parts(self):
        """The sections of a draft, with their questions."""
        return list(self.child.parts.with_words()) if self.child.is_draft else []

    @cached_property
    def content(self):
        """What is read: of a submitted report as it was submitted, of a draft as it stands."""
        return answers.in_words(self.parts) if self.child.is_draft else self.child.content

    @property
    def missing(self):
        return answers.missing(self.parts)


class ReportPage(OneReport, ObjectPage):
    """One report: of a draft its sections and what is missing; of a submitted one, all of it."""

    template_name = "profiles/report_detail.html"

    def get_context_data(self, **kwargs):
        report = self.child
        before = policy.accessible(self.request.user, "report.view", Report).before(report)
        return super().get_context_data(
            report=report,
            parts=self.parts,
            missing=self.missing,
            content=self.content,
            additions=report.additions.all(),
            before=before,
            compared=before if "compare" in self.request.GET else None,
            may_write=self.adds_to("reports"),
            may_raise=self.adds_to("log"),
            may_disclose=self.may("report.disclose", report),
            may_approve=report.is_waiting and self.may("report.approve", report),
            **kwargs,
        )


class ReportPrint(OneReport, ObjectPage):
    """One report on paper. Printing is an event."""

    child_action, operation = "report.print", PRINT
    template_name = "profiles/report_print.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            report=self.child,
            content=self.content,
            additions=self.child.additions.all(),
            number=str(self.request.id)[:8],
            **kwargs,
        )


class SectionWrite(KeepsDraft, ReportsMixin, ChildFormPage):
    """Answer the questions of one section of a draft."""

    action = "profile.view_reports"
    child_model, child_action, child_of = ReportSection, "report.write", "report__profile"
    template_name = "profiles/report_section.html"
    draft_kind = "report-section"
    asks_about_repeats = False

    @property
    def drafted(self):
        return self.child

    def get_form_class(self):
        sent = self.request.POST if self.request.method == "POST" else self.get_initial()
        return answers.form_of(self.child, sent)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "of": self.child}

    def last_change(self, row, names):
        return last_in_history(row, names, lambda past, name: past.answers.get(name))

    def save(self, form):
        values = dict(form.cleaned_data)
        return services.write_section(
            part=self.child, by=self.request.user, opened=values.pop("opened"), **values
        )

    def act(self, form):
        self.save(form)
        messages.success(self.request, f"{self.child} saved.")
        return self.after_this()

    def after_this(self):
        """The next section, or the report after its last."""
        parts = list(self.child.report.parts.values_list("uuid", flat=True))
        following = parts[parts.index(self.child.uuid) + 1 :][:1]
        if following:
            return self.address("report-section", following[0])
        return self.address("report", self.child.report.uuid)


class ReportAct(ReportsMixin, ChildFormPage, abstract=True):
    """A page that does something with one report."""

    action = "profile.view_reports"
    child_model, child_of = Report, "profile"

    def get_context_data(self, **kwargs):
        return super().get_context_data(report=self.child, **kwargs)


class ReportSubmit(ReportAct):
    """Submit a draft, after a last look at it."""

    child_action, form_class = "report.submit", ReportSubmitForm
    template_name = "profiles/report_submit.html"

    def get_context_data(self, **kwargs):
        parts = list(self.child.parts.with_words())
        return super().get_context_data(content=answers.in_words(parts), **kwargs)

    def save(self, form):
        return services.submit_report(report=self.child, by=self.request.user)

    def act(self, form):
        self.save(form)
        words = "Report submitted. You can add to it, but not change it."
        if self.child.kind.needs_approval:
            words = "Report submitted. A manager of your team is asked to approve it."
        return self.done(words, "report", self.child.uuid)


class ReportApprove(ReportAct):
    """Approve a report of the reader’s team, after a look at it."""

    child_action, form_class = "report.approve", ReportApproveForm
    template_name = "profiles/report_approve.html"

    def get_initial(self):
        return {"shown": self.child.submitted_at.isoformat()}

    def form_invalid(self, form):
        """The page comes back with the text as it is now, and says when that was submitted."""
        form.data = form.data.copy()
        form.data.update(self.get_initial())
        return super().form_invalid(form)

    def act(self, form):
        services.approve_report(
            report=self.child, by=self.request.user, shown=form.cleaned_data["shown"]
        )
        return self.done(
            "Report approved. Everyone who may read this person’s reports can read it.",
            "report",
            self.child.uuid,
        )


class ReportReturn(ReportAct):
    """Return a report to the team that wrote it, with what needs to change."""

    child_action, form_class = "report.return", ReportReturnForm
    template_name = "profiles/report_return.html"

    def act(self, form):
        services.return_report(report=self.child, by=self.request.user, **form.cleaned_data)
        return self.done("Report returned. It is a draft again.", "report", self.child.uuid)


class ReportWithdraw(ReportAct):
    """Take back a report that waits for approval."""

    child_action, form_class = "report.withdraw", ReportWithdrawForm
    template_name = "profiles/report_withdraw.html"

    def act(self, form):
        services.withdraw_report(report=self.child, by=self.request.user)
        return self.done(
            "You have taken the report back. It is a draft again.", "report", self.child.uuid
        )


class ReportDisclose(ReportAct):
    """Make a PDF of a report for somebody outside. The answer is the file."""

    child_action, form_class = "report.disclose", ReportDiscloseForm
    template_name = "profiles/report_disclose.html"
    done_already = "This PDF was made already. Making another is recorded too."

    def act(self, form):
        pdf = services.disclose_report(
            report=self.child, by=self.request.user, **form.cleaned_data
        )
        name = f"{self.child.kind.code}-{self.object.reference}.pdf"
        return as_file(pdf.body, name=name, content_type="application/pdf")


class ReportDiscard(ReportAct):
    """Discard a draft."""

    child_action, form_class = "report.discard", ReportDiscardForm
    template_name = "profiles/report_discard.html"

    def act(self, form):
        services.discard_report(report=self.child, by=self.request.user)
        return self.done("Draft discarded. Your team can bring it back.", "reports")


class ReportRestore(ReportAct):
    """Bring a discarded draft back, and go on with it."""

    child_action, form_class = "report.restore", ReportRestoreForm
    template_name = "profiles/report_restore.html"

    def act(self, form):
        services.restore_report(report=self.child, by=self.request.user)
        return self.done("Draft brought back.", "report", self.child.uuid)


class ReportAddTo(KeepsDraft, ReportAct):
    """Add to a report that was submitted."""

    child_action, form_class = "report.add_to", ReportAdditionForm
    template_name = "profiles/report_add_to.html"
    draft_kind = "report-addition"

    @property
    def drafted(self):
        return self.child

    def save(self, form):
        return services.add_to_report(
            report=self.child, by=self.request.user, text=form.cleaned_data["text"]
        )

    def act(self, form):
        self.save(form)
        return self.done("Added to the report.", "report", self.child.uuid)
