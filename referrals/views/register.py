"""The register: an intervention is entered, read and corrected; those of one person."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.functional import cached_property

from agencies.models import Team
from core import policy
from core.filter_sets import AFTER
from core.views import ObjectPage, RecordView, ServiceFormView
from profiles.views.base import PersonInAddress, PersonMixin
from records.keeping import KeepsDraft, team_drafted_for
from referrals import naming, services
from referrals.entry_history import history_of
from referrals.facts import facts_of, facts_of_party
from referrals.forms.register import EditInterventionForm, InterventionForm
from referrals.models import Intervention
from referrals.of_person import interventions_of
from referrals.views.base import UNREAD_HISTORY, EntryForm, OneEntry


class InterventionRecord(PersonInAddress, KeepsDraft, RecordView, ServiceFormView):
    """A street intervention; from a person's page, with them as the person responsible."""

    model, action = Team, "rj.record"
    form_class = InterventionForm
    template_name = "referrals/intervention_new.html"

    def load(self):
        super().load()
        self.teams = policy.accessible(self.request.user, self.action, Team).order_by("name")
        if not self.teams:
            raise PermissionDenied(
                "Only practitioners and managers of a team can record interventions. "
                "Ask the administrator of your area."
            )

    @property
    def draft_kind(self):
        return "rj-intervention" if self.person is None else "rj-intervention-person"

    @cached_property
    def drafted(self):
        return self.person or team_drafted_for(self.request.user, self.draft_kind, self.teams)

    def subjects(self):
        return [self.person.pk] if self.person else []

    def seen_detail(self):
        return {"page": "new intervention"}

    def get_initial(self):
        known = {}
        if self.person:
            known = {
                name: getattr(self.person, name) for name in ("forenames", "surname", "born_on")
            }
        return {**known, **super().get_initial()}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "teams": self.teams}

    def get_context_data(self, **kwargs):
        return super().get_context_data(person=self.person, **kwargs)

    def save(self, form):
        try:
            return services.record_intervention(
                by=self.request.user,
                parties=form.parties(self.person),
                terms=form.terms(),
                **form.facts(),
            )
        except ValidationError as problem:
            raise form.blame(problem) from problem

    def act(self, form):
        entry = self.save(form)
        messages.success(self.request, f"Intervention {entry.reference} is in the register.")
        return entry


class EntryPage(OneEntry, ObjectPage):
    """The whole entry: what happened, who took part and agreed, what came of it, who did it."""

    for_control_room = True
    action, template_name = "rj.view", "referrals/entry_detail.html"

    def get_context_data(self, **kwargs):
        entry = self.object
        return super().get_context_data(
            facts=facts_of(entry, self.names),
            people=[self.line(one) for one in entry.shown],
            terms=list(entry.terms.all()) if entry.reads_words else [],
            officer=naming.officer_of(entry, self.names),
            officer_phone=naming.officer_phone_of(entry, self.names),
            recorder=naming.recorder_of(entry, self.names),
            referral=self.seen("referral.view", self.referral),
            case=self.seen("case.view", entry.case),
            reads_history=entry.reads_words and self.may("rj.history"),
            **self.acts(),
            **kwargs,
        )

    def line(self, shown):
        """What the page says of one party; of one who is not named, only the role."""
        if shown.is_masked:
            return {"shown": shown}
        facts = facts_of_party(shown.party, reads_words=self.object.reads_words)
        return {"shown": shown, "facts": facts, "party": shown.party}

    def acts(self):
        """What the reader may change, and what is possible now."""
        entry = self.object
        may_edit = entry.reads_words and self.may("rj.edit")
        own = may_edit and self.referral is None
        is_over = entry.agreement in Intervention.OVER
        return {
            "may_edit": may_edit,
            "may_settle": own and not is_over,
            "may_withdraw": own,
            "may_agree": own and not is_over,
            "may_end": own and not is_over,
        }


class EntryHistoryPage(OneEntry, ObjectPage):
    """What was done to it, for those who may read the whole entry."""

    action, template_name = "rj.history", "referrals/entry_history.html"

    def load(self):
        super().load()
        if not self.object.reads_words:
            raise PermissionDenied(UNREAD_HISTORY)

    @cached_property
    def history(self):
        return history_of(self.object, self.names, self.request.GET.get(AFTER, "")[:300])

    def subjects(self):
        return sorted({*super().subjects(), *self.history.people})

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            lines=self.history.lines,
            page=self.history.page,
            from_referral=self.referral is not None,
            referral=self.seen("referral.view", self.referral),
            **kwargs,
        )


class InterventionEdit(EntryForm):
    """Correct what an intervention is."""

    form_class, heading = EditInterventionForm, "Edit"

    def get_form_kwargs(self):
        has_referral = self.referral is not None
        own = {"instance": self.object, "has_referral": has_referral}
        return {**super().get_form_kwargs(), **own}

    def save(self, form):
        return services.edit_intervention(
            intervention=self.object, by=self.request.user, **form.cleaned_data
        )

    def act(self, form):
        self.save(form)
        return self.done()


class InterventionsOfPerson(PersonMixin, ObjectPage):
    """Those in which the person takes part, of those that the reader can see."""

    action, tab = "profile.view", "rj"
    template_name = "referrals/of_person.html"

    def get_context_data(self, **kwargs):
        user, after = self.request.user, self.request.GET.get(AFTER, "")[:300]
        return super().get_context_data(
            page=interventions_of(self.object, user, after),
            may_record=policy.can(user, "rj.record"),
            **kwargs,
        )
