"""Administration of webhooks: those of a client, what was sent to one, what is done with it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.generic import TemplateView

from agencies.forms.administration import ConfirmForm, ReasonForm
from agencies.views.base import Administration, Question
from api.models import ApiClient, Webhook, WebhookMessage
from api.services.webhooks import (
    create_webhook,
    retry_message,
    rotate_secret,
    switch_off_webhook,
    switch_on_webhook,
)
from api.webhook_forms import WebhookForm
from core import policy
from core.paging import page_down
from core.views import ChildFormPage, ChildMixin, ObjectFormPage, ObjectPage

LIST = "api-webhooks:list"


class OfClient(Administration):
    """A page below a client of the API."""

    tab = "api-clients"

    def list_address(self):
        return reverse(LIST, args=[self.object.uuid])


class WebhookList(OfClient, ObjectPage):
    """Where a client is told that something changed."""

    model, action = ApiClient, "api_client.view"
    template_name = "api/webhook_list.html"

    def get_context_data(self, **kwargs):
        own = policy.accessible(self.request.user, "webhook.view", Webhook)
        return super().get_context_data(
            client=self.object,
            # The page of the client is above this one.
            back=self.list_address().removesuffix("webhooks/"),
            page=page_down(
                own.filter(client=self.object),
                "created_at",
                "pk",
                after=self.request.GET.get("after", "")[:300],
            ),
            may_add=self.may("webhook.add"),
            **kwargs,
        )


class WebhookDetail(OfClient, ChildMixin, TemplateView):
    """One webhook: where it leads, how it does, and what was sent."""

    model, action = ApiClient, "api_client.view"
    child_model, child_action, child_of = Webhook, "webhook.view", "client"
    template_name = "api/webhook_detail.html"

    def get_context_data(self, **kwargs):
        sent = policy.accessible(self.request.user, "webhook.view", WebhookMessage)
        return super().get_context_data(
            client=self.object,
            webhook=self.child,
            back=self.list_address(),
            page=page_down(
                sent.filter(webhook=self.child).with_event(),
                "pk",
                after=self.request.GET.get("after", "")[:300],
            ),
            may_change=self.may("webhook.change", self.child),
            may_switch_on=self.may("webhook.switch_on", self.child),
            **kwargs,
        )


class WebhookAdd(OfClient, Question, ObjectFormPage):
    """A new webhook. Its secret is shown once."""

    model, action, form_class = ApiClient, "webhook.add", WebhookForm
    first = (
        "It gets the kind of each event and the id of the record, never a name or text, and only "
        "of what the client may see."
    )
    done_already = "This webhook was added already. If its secret is lost, change the secret."

    def get_heading(self):
        return f"Add a webhook for {self.object}"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "scopes": self.object.scopes}

    def back(self):
        return self.list_address()

    def act(self, form):
        webhook, secret = create_webhook(
            client=self.object,
            by=self.request.user,
            address=form.cleaned_data["address"],
            kinds=form.wanted,
        )
        return show_secret(self, webhook, secret, form)


class OfWebhook(OfClient, Question, ChildFormPage, abstract=True):
    """A form about one webhook."""

    model, action = ApiClient, "api_client.view"
    child_model, child_of = Webhook, "client"

    def back(self):
        return self.child.get_absolute_url()


class SecretRotate(OfWebhook):
    """A new secret, shown once. The one before signs for a day more."""

    child_action, form_class, submit = "webhook.change", ConfirmForm, "Change the secret"
    first = "Messages are signed with both secrets for 24 hours, then with the new one alone."
    done_already = "The secret was changed already. If it is lost, change it again."

    def get_heading(self):
        return f"Change the secret of the webhook to {self.child}?"

    def act(self, form):
        webhook, secret = rotate_secret(webhook=self.child, by=self.request.user)
        return show_secret(self, webhook, secret, form)


class WebhookOff(OfWebhook):
    """Nothing more is sent."""

    child_action, form_class, submit = "webhook.change", ReasonForm, "Switch off"
    first = "Nothing more is sent. You can switch it on again."

    def get_heading(self):
        return f"Switch off the webhook to {self.child}?"

    def act(self, form):
        switch_off_webhook(webhook=self.child, by=self.request.user, **form.cleaned_data)
        messages.success(self.request, "The webhook is switched off.")
        return self.child.get_absolute_url()


class WebhookOn(OfWebhook):
    """It is told again, of what happens from now on."""

    child_action, form_class, submit = "webhook.switch_on", ConfirmForm, "Switch on"
    first = (
        "It is told of what happens from now on. What happened meanwhile is in the list of "
        "changes of the API. Messages that wait are sent, if the client may still see them."
    )

    def get_heading(self):
        return f"Switch on the webhook to {self.child}?"

    def act(self, form):
        switch_on_webhook(webhook=self.child, by=self.request.user)
        messages.success(self.request, "The webhook is on.")
        return self.child.get_absolute_url()


class MessageAgain(ChildMixin):
    """Let a message be tried anew."""

    model, action = ApiClient, "api_client.view"
    child_model, child_action = WebhookMessage, "webhook_message.retry"
    child_of = "webhook__client"
    http_method_names = ("post",)

    def post(self, request, *args, **kwargs):
        message = retry_message(message=self.child, by=request.user)
        messages.success(request, "The message is tried again now.")
        return redirect(message.webhook)


def show_secret(view, webhook, secret, form):
    """The page that shows a secret, once."""
    told = view.get_context_data(form=form, webhook=webhook, rows=[("Secret", secret)])
    return render(view.request, "api/webhook_secret.html", told)
