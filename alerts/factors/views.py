"""The rules of the reader's teams: the list, one rule, its form with a trial, its versions."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property

from agencies.models import Team
from alerts.factor_models import Factor, FactorVersion, Firing
from alerts.factors import selectors, services
from alerts.factors.backtest import attach_people, try_out
from alerts.factors.checks import name_of_what, problems_of, too_many
from alerts.factors.forms import LISTS, RuleForm, first_values
from alerts.factors.sentences import rule_in_words
from alerts.factors.shipped import SHIPPED
from core.paging import page_down
from core.views import ListPage, ObjectFormPage, ObjectMixin, ObjectPage


class FactorList(ListPage):
    """The rules of the reader's teams, and those that E-CINS comes with."""

    model, action = Factor, "factor.list"
    template_name = "alerts/factors/factor_list.html"
    is_limited = False

    def get_page(self):
        after = self.request.GET.get("after", "")[:300]
        page = page_down(selectors.factors_of(self.request.user), "pk", after=after)
        selectors.attach_words(page.rows)
        return page

    def get_context_data(self, **kwargs):
        teams = selectors.attach_shipped(selectors.teams_to_lead(self.request.user))
        return super().get_context_data(teams=teams, **kwargs)

    def seen_detail(self):
        return {"page": "trigger factors"}


class OneFactor(ObjectMixin, abstract=True):
    """A page about one rule."""

    model = Factor
    related = (
        "team",
        "current__cohort",
        "current__area",
        "current__gallery",
        "current__written_by",
        "switched_by",
    )

    @cached_property
    def trial(self):
        """What it would have done, with names for this reader."""
        version, user = self.object.current, self.request.user
        return attach_people(try_out(version, self.object.team, user), user)


class FactorPage(OneFactor, ObjectPage):
    """What a rule says, whether it is on, how often it fired and whether that was useful."""

    action = "factor.view"
    template_name = "alerts/factors/factor.html"

    @cached_property
    def firings(self):
        return selectors.recent_firings(self.object, self.request.user)

    def subjects(self):
        tried = [one.profile_id for one in self.trial.last] if not self.object.is_on else []
        return [*tried, *(firing.profile_id for firing in self.firings)]

    def get_context_data(self, **kwargs):
        factor = self.object
        return super().get_context_data(
            factor=factor,
            words=rule_in_words(factor.current),
            named=selectors.named_in(factor.current, self.request.user),
            figures=selectors.figures_of(factor),
            firings=self.firings,
            trial=None if factor.is_on else self.trial,
            may_edit=self.may("factor.edit"),
            **kwargs,
        )


class FactorVersions(OneFactor, ObjectPage):
    """All that a rule has said, with who wrote it and when."""

    action = "factor.view"
    template_name = "alerts/factors/versions.html"

    def get_context_data(self, **kwargs):
        versions = selectors.versions_of(self.object)
        return super().get_context_data(factor=self.object, versions=versions, **kwargs)


class FactorSwitch(OneFactor):
    """Switch a rule on or off."""

    action = "factor.switch"
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        on = request.POST.get("on") == "yes"
        try:
            services.switch_factor(factor=self.object, by=request.user, on=on)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        else:
            messages.success(request, f"The rule is switched {'on' if on else 'off'}.")
        return redirect(self.object.get_absolute_url())


class RulePage(ObjectFormPage, abstract=True):
    """The form of a rule. Trying it saves nothing."""

    form_class = RuleForm
    template_name = "alerts/factors/rule_form.html"
    back_to = "Trigger factors"
    tried = None

    @property
    def team(self):
        raise NotImplementedError

    def back(self):
        return reverse("factors:list")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "team": self.team, "user": self.request.user}

    def cancels_to(self):
        return self.back()

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        form.trial = self.tried
        return form

    def form_valid(self, form):
        if "test" not in self.request.POST:
            return super().form_valid(form)
        rule = form.rule()
        lists = {name: rule.pop(name) for name in LISTS}
        rule.pop("name")
        version = FactorVersion(**rule)
        problems = problems_of(version, self.team, **lists)
        if not problems:
            version.what_name = name_of_what(version)
            form.trial = self.tried = attach_people(
                try_out(version, self.team, self.request.user), self.request.user
            )
            problems = too_many(self.tried, self.team)
        for name, words in problems.items():
            form.add_error(name, words)
        return self.render_to_response(self.get_context_data(form=form))

    def subjects(self):
        return [one.profile_id for one in self.tried.last] if self.tried else []

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            team=self.team, back=self.back(), back_to=self.back_to, **kwargs
        )


class FactorAdd(RulePage):
    """Write a new rule for a team, or take one over that E-CINS comes with."""

    model, action = Team, "factor.add"

    @property
    def team(self):
        return self.object

    def get_initial(self):
        code = self.request.GET.get("from", "")
        taken = next((one for one in SHIPPED if one.code == code), None)
        if taken is None:
            return {"count": 1, "days": 28, "level": 2}
        rule = dict(taken.rule)
        kind, what = rule.pop("kind"), rule.pop("what", "")
        watched = f"{kind}:{what}" if what else kind
        return {"name": taken.name, "count": 1, **rule, "watches": watched}

    def act(self, form):
        factor = services.add_factor(team=self.team, by=self.request.user, **form.rule())
        messages.success(self.request, "The rule is saved. It is switched off.")
        return factor.get_absolute_url()


class FactorEdit(OneFactor, RulePage):
    """Write the next version of a rule."""

    action = "factor.edit"

    @property
    def team(self):
        return self.object.team

    @property
    def back_to(self):
        return self.object.name

    def back(self):
        return self.object.get_absolute_url()

    def get_initial(self):
        return first_values(self.object.current)

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        form.next_number = self.object.current.number + 1
        return form

    def get(self, request, *args, **kwargs):
        self.tried = self.trial
        return super().get(request, *args, **kwargs)

    def act(self, form):
        number = form.cleaned_data["number"] or 0
        services.edit_factor(
            factor=self.object, by=self.request.user, number=number, **form.rule()
        )
        messages.success(self.request, "The new version of the rule is saved.")
        return self.back()


class FiringJudge(ObjectMixin):
    """Say whether an alert was useful."""

    model, action = Firing, "firing.judge"
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        useful = request.POST.get("useful") == "yes"
        services.judge_firing(firing=self.object, by=request.user, is_useful=useful)
        messages.success(request, "Thank you. The team sees how often its rule was useful.")
        return redirect("alerts:list")
