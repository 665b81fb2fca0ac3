"""Names, roles, warnings, addresses, phones and identifiers: all of them, a new one, one."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils import timezone

from access.services import find_record
from core import policy
from core.views import ChildFormPage, ObjectFormPage, ObjectPage
from profiles import key_dates, services
from profiles.duplicates import with_number
from profiles.forms import UNKNOWN
from profiles.forms import details as forms
from profiles.models import (
    Address,
    Cohort,
    CustodyStay,
    Identifier,
    Involvement,
    KeyDate,
    OtherName,
    Phone,
    Profile,
    Programme,
    Role,
    StatutoryStatus,
    Warning,
)
from profiles.views.base import PersonMixin


@dataclass(frozen=True)
class Kind:
    """A kind of detail, its form, and the section it belongs to (none is identity)."""

    slug: str
    model: Any
    form: Any
    title: str
    one: str
    section: str = ""
    nothing: str = "None recorded."
    # The page that lists them.
    page: str = "details"

    @property
    def related(self):
        return self.model._meta.get_field("profile").remote_field.related_name

    @property
    def action(self):
        return self.model.edit_action


KINDS = {
    kind.slug: kind
    for kind in (
        Kind("warnings", Warning, forms.WarningForm, "Warnings", "a warning"),
        Kind(
            "key-dates",
            KeyDate,
            forms.KeyDateForm,
            "Key dates",
            "a key date",
            nothing="No key dates recorded.",
        ),
        Kind(
            "statutory",
            StatutoryStatus,
            forms.StatutoryStatusForm,
            "Statutory status",
            "a statutory status",
        ),
        Kind(
            "custody",
            CustodyStay,
            forms.CustodyStayForm,
            "Custody",
            "a stay in custody",
            nothing="No stay in custody recorded.",
        ),
        Kind(
            "involved", Involvement, forms.InvolvementForm, "People involved", "somebody involved"
        ),
        Kind("cohorts", Cohort, forms.CohortForm, "Cohort", "a cohort", nothing="In no cohort."),
        Kind(
            "programmes",
            Programme,
            forms.ProgrammeForm,
            "Programmes and interventions",
            "a programme",
            "log",
            page="programmes",
        ),
        Kind("roles", Role, forms.RoleForm, "Roles", "a role"),
        Kind("names", OtherName, forms.OtherNameForm, "Other names", "another name"),
        Kind("identifiers", Identifier, forms.IdentifierForm, "Identifiers", "an identifier"),
        Kind(
            "addresses", Address, forms.AddressForm, "Addresses", "an address", "contact_details"
        ),
        Kind("phones", Phone, forms.PhoneForm, "Phones", "a phone", "contact_details"),
    )
}


def about(person):
    """Who the person is, as pairs of label and words."""
    interpreter = person.get_interpreter_display()
    if person.interpreter_language:
        interpreter = f"{interpreter}: {person.interpreter_language}"
    return [
        ("Sex", person.get_sex_display()),
        ("Gender", person.gender or UNKNOWN),
        ("Ethnicity", str(person.ethnicity or UNKNOWN)),
        ("First language", person.first_language or UNKNOWN),
        ("Interpreter", interpreter or UNKNOWN),
    ]


class DetailsPage(PersonMixin, ObjectPage):
    """All that is recorded of who the person is and how to reach them."""

    action = "profile.view"
    template_name = "profiles/details.html"
    tab = "details"

    def get_context_data(self, **kwargs):
        user = self.request.user
        groups = [
            {
                "kind": kind,
                "rows": list(getattr(self.object, kind.related).with_words()),
                "may_edit": policy.can(user, kind.action, self.object),
            }
            for kind in KINDS.values()
            if kind.page == "details" and (not kind.section or kind.section in self.held)
        ]
        rows = {group["kind"].slug: group["rows"] for group in groups}
        rows["risk"] = self.facts.get("risk", [])
        return super().get_context_data(
            groups=groups,
            key_dates=key_dates.in_order(rows),
            today=timezone.localdate(),
            about=about(self.object),
            may_edit=policy.can(user, "profile.edit", self.object),
            may_restrict=policy.can(user, "warning.use_restricted", self.object),
            **kwargs,
        )

    @property
    def section(self):
        return "contact_details" if "contact_details" in getattr(self, "held", {}) else ""


class KindMixin(PersonMixin):
    """The kind of detail named in the address."""

    template_name = "profiles/detail_form.html"
    duplicates = ()

    @property
    def tab(self):
        return "needs" if self.kind.page == "programmes" else "details"

    @property
    def kind(self):
        try:
            return KINDS[self.kwargs["kind"]]
        except KeyError:
            raise Http404 from None

    @property
    def section(self):
        return self.kind.section

    def get_form_class(self):
        return self.kind.form

    def get_form_kwargs(self):
        return {
            **super().get_form_kwargs(),
            "colleagues": self.request.user.acting_team.people(),
            "may_restrict": self.kind.model is Warning
            and policy.can(self.request.user, "warning.use_restricted", self.object),
        }

    def form_valid(self, form):
        """A number that somebody else has is asked about before it is saved."""
        if "shared_with" not in form.cleaned_data:
            return super().form_valid(form)
        known = set(form.cleaned_data.pop("shared_with").split())
        self.look_for(form.cleaned_data["value"])
        shown = [str(one.person.uuid) for one in self.duplicates]
        if known.issuperset(shown):
            return super().form_valid(form)
        data = form.data.copy()
        data["shared_with"] = " ".join(shown)
        again = self.get_form_class()(**{**self.get_form_kwargs(), "data": data})
        again.submit = f"Save it for {self.object.name} too"
        again.once = self.token
        return self.render_to_response(self.get_context_data(form=again))

    def look_for(self, number):
        user = self.request.user
        self.duplicates = with_number(user, number, self.object)
        for one in self.duplicates:
            if not one.is_seen:
                find_record(obj=one.person, by=user)

    def subjects(self):
        return [*super().subjects(), *(one.person.pk for one in self.duplicates if one.is_seen)]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            kind=self.kind, duplicates=self.duplicates, back=self.address(self.kind.page), **kwargs
        )


class DetailAdd(KindMixin, ObjectFormPage):
    """Add one detail."""

    model, actions = Profile, frozenset(kind.action for kind in KINDS.values())

    def get_action(self):
        return self.kind.action

    def save(self, form):
        detail = form.save(commit=False)
        return services.add_detail(profile=self.object, by=self.request.user, detail=detail)

    def act(self, form):
        self.save(form)
        return self.done("Saved.", self.kind.page)


class DetailEdit(KindMixin, ChildFormPage):
    """Correct or end one detail."""

    model, action = Profile, "profile.view"
    child_models = frozenset(kind.model for kind in KINDS.values())
    child_action, child_of = "detail.edit", "profile"

    def get_child_model(self):
        return self.kind.model

    def load(self):
        super().load()
        if self.kind.model is Warning and self.child.kind.is_restricted:
            policy.require(self.request.user, "warning.use_restricted", self.object)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": self.child}

    def save(self, form):
        return services.edit_detail(detail=self.child, by=self.request.user, **form.cleaned_data)

    def act(self, form):
        self.save(form)
        return self.done("Saved.", self.kind.page)
