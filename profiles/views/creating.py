"""A new record: who it would be about, whether there is one already, and then the record."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.utils.functional import cached_property

from access.services import find_record
from agencies.models import Team
from core import policy
from core.views import RecordView, ServiceFormView
from profiles import services
from profiles.duplicates import Described, possible_duplicates
from profiles.forms import FindFirstForm, NewProfileForm
from profiles.models import Identifier
from profiles.numbers import kind_of

NONE_OF_THESE = "None of these: create a record"


class ProfileCreate(RecordView, ServiceFormView):
    """A new record of a person, owned by one of the author's teams.

    First the author looks for the person. Possible duplicates are shown, in the limited view where
    the author cannot read them, and again when the form is sent. The event keeps which of them
    the author said are somebody else.
    """

    model, action = Team, "profile.create"
    is_limited = True  # the possible duplicates
    form_class = NewProfileForm
    template_name = "profiles/profile_new.html"

    def load(self):
        super().load()
        self.teams = policy.accessible(self.request.user, self.action, Team)
        self.duplicates = []
        if not self.teams:
            raise PermissionDenied(
                "Only practitioners and managers of a team can create records. "
                "Ask the administrator of your area."
            )

    def subjects(self):
        return sorted(one.person.pk for one in self.duplicates if one.is_seen)

    def seen_detail(self):
        return {"page": "new person"}

    # ---- Looking first --------------------------------------------------------------------
    @cached_property
    def asked(self):
        """What was looked for: nothing yet, or the form with it."""
        data = self.request.GET if "surname" in self.request.GET else None
        return FindFirstForm(data)

    def get(self, request, *args, **kwargs):
        if self.late is not None:
            return super().get(request, *args, **kwargs)
        if "again" in request.GET or not (self.asked.is_bound and self.asked.is_valid()):
            return self.render_to_response(self.get_context_data(form=self.asked, step="look"))
        self.look_for(self.asked.cleaned_data)
        step = "found" if self.duplicates and "none" not in request.GET else "create"
        return self.render_to_response(self.get_context_data(step=step))

    def look_for(self, typed):
        names = ("surname", "forenames", "born_on", "number")
        described = Described(**{name: typed[name] for name in names})
        self.duplicates = possible_duplicates(self.request.user, described)
        for one in self.duplicates:
            if not one.is_seen:
                find_record(obj=one.person, by=self.request.user)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **{"step": "create", "duplicates": self.duplicates, "asked": self.asked, **kwargs}
        )

    # ---- The record -----------------------------------------------------------------------
    def get_initial(self):
        shown = {"unlike": " ".join(str(one.person.uuid) for one in self.duplicates)}
        looked_for = self.asked.cleaned_data if self.asked.is_valid() else {}
        return {**looked_for, **shown}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "teams": self.teams}

    def form_valid(self, form):
        self.look_for(form.cleaned_data)
        known = set(form.cleaned_data["unlike"].split())
        shown = [str(one.person.uuid) for one in self.duplicates]
        if known.issuperset(shown):
            return super().form_valid(form)
        data = form.data.copy()
        data["unlike"] = " ".join(shown)
        again = self.form_class(data, teams=self.teams)
        again.submit = NONE_OF_THESE
        return self.render_to_response(self.get_context_data(form=again, step="again"))

    def save(self, form):
        fields = {name: form.cleaned_data[name] for name in (*form.Meta.fields, "team")}
        number, details = form.cleaned_data["number"], form.first_roles
        if number:
            details.append(Identifier(kind=kind_of(number), value=number))
        return services.create_profile(
            by=self.request.user,
            unlike=[one.person for one in self.duplicates],
            details=details,
            risk=form.first_risk,
            **fields,
        )

    def act(self, form):
        profile = self.save(form)
        messages.success(self.request, f"Record {profile.reference} created.")
        return profile
