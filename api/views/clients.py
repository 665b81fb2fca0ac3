"""Administration of API clients: the list, one of them, and what is done with it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import reverse

from agencies.forms.administration import ConfirmForm, ReasonForm
from agencies.models import Team
from agencies.views.base import Administration, Question
from api import services
from api.forms import ClientForm, KeyForm
from api.models import ApiClient, ClientKey
from core import policy
from core.dates import format_day
from core.days import end_of
from core.paging import page_down
from core.views import (
    ChildFormPage,
    ListPage,
    ObjectFormPage,
    ObjectPage,
    RecordView,
    ServiceFormView,
)

NOT_YOURS = "These pages are for managers of teams and administrators of areas."


class ClientList(Administration, ListPage):
    """The clients of the teams that the reader looks after."""

    model, action, tab = ApiClient, "api_client.list", "api-clients"
    template_name = "api/client_list.html"
    is_limited = False

    def load(self):
        super().load()
        self.teams = policy.accessible(self.request.user, "api_client.add", Team)
        if not self.teams.exists():
            raise PermissionDenied(NOT_YOURS)

    def get_page(self):
        own = policy.accessible(self.request.user, self.action, ApiClient).with_words()
        return page_down(own, "created_at", "pk", after=self.request.GET.get("after", "")[:300])


class ClientDetail(Administration, ObjectPage):
    """One client: what it may do, its keys, and when they were used."""

    model, action, tab = ApiClient, "api_client.view", "api-clients"
    related = ("team", "created_by", "agreed_by", "revoked_by")
    template_name = "api/client_detail.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            client=self.object,
            keys=self.object.keys.all()[:50],
            may_agree=self.may("api_client.agree"),
            may_revoke=self.may("api_client.revoke"),
            may_add_key=self.may("api_client.add_key"),
            **kwargs,
        )


class ClientAdd(Question, RecordView, ServiceFormView):
    """A new client, which begins when a second person agrees."""

    model, action, tab = Team, "api_client.add", "api-clients"
    form_class = ClientForm
    heading = "Add an API client"
    first = (
        "It cannot be used until somebody else agrees: a manager of the team, or an administrator "
        "of its area."
    )

    def load(self):
        super().load()
        self.teams = policy.accessible(self.request.user, self.action, Team).open()
        if not self.teams.exists():
            raise PermissionDenied(NOT_YOURS)

    def subjects(self):
        return []

    def seen_detail(self):
        return {"page": "new client"}

    def back(self):
        return reverse("api-clients:list")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "teams": self.teams}

    def act(self, form):
        client = services.create_client(by=self.request.user, **form.cleaned_data)
        messages.success(
            self.request, f"{client} is added. Somebody else must agree before it can be used."
        )
        return client


class OfClient(Question, ObjectFormPage, abstract=True):
    """A form about one client."""

    model, tab = ApiClient, "api-clients"

    def back(self):
        return self.object.get_absolute_url()


class ClientAgree(OfClient):
    """A second person agrees: the client begins."""

    action, form_class, submit = "api_client.agree", ConfirmForm, "Agree"
    template_name = "api/client_agree.html"

    def get_heading(self):
        return f"May {self.object} use the API for {self.object.team}?"

    def get_first(self):
        return f"{self.object.created_by} asks: {self.object.purpose}."

    def get_context_data(self, **kwargs):
        return super().get_context_data(client=self.object, **kwargs)

    def act(self, form):
        services.agree_client(client=self.object, by=self.request.user)
        words = f"{self.object} may use the API. A manager of the team makes a key for it."
        messages.success(self.request, words)
        return self.object


class ClientRevoke(OfClient):
    """The end of a client."""

    action, form_class, submit = "api_client.revoke", ReasonForm, "Revoke"
    first = "Every key stops working at once. You cannot undo this, only add a new client."

    def get_heading(self):
        return f"Revoke {self.object}?"

    def act(self, form):
        services.revoke_client(client=self.object, by=self.request.user, **form.cleaned_data)
        messages.success(self.request, f"{self.object} is revoked.")
        return self.object


class KeyMake(OfClient):
    """A new key, shown once. Earlier keys go on until they are revoked or end."""

    action, form_class = "api_client.add_key", KeyForm
    done_already = "This key was made already. If it is lost, revoke it and make another."

    def get_heading(self):
        return f"Make a key for {self.object}"

    def get_form_kwargs(self):
        own = super().get_form_kwargs()
        own.pop("submit", None)
        return {**own, "latest": self.object.expires_on}

    def act(self, form):
        until = end_of(form.cleaned_data["expires_on"])
        key, secret = services.add_key(client=self.object, by=self.request.user, expires_at=until)
        rows = [
            ("Client id", self.object.uuid),
            ("Key", secret),
            ("Last day", format_day(key.last_day)),
        ]
        told = self.get_context_data(rows=rows, client=self.object, form=form)
        return render(self.request, "api/key_made.html", told)


class KeyRevoke(Question, ChildFormPage):
    """The end of a key."""

    model, action, tab = ApiClient, "api_client.view", "api-clients"
    child_model, child_action, child_of = ClientKey, "client_key.revoke", "client"
    form_class, submit = ConfirmForm, "Revoke the key"
    first = "The next call with it, or with a token that it got, is refused."

    def get_heading(self):
        return f"Revoke the key {self.child}…?"

    def back(self):
        return self.object.get_absolute_url()

    def act(self, form):
        services.revoke_key(key=self.child, by=self.request.user)
        messages.success(self.request, f"The key {self.child}… is revoked.")
        return self.object
