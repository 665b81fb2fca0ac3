"""E-mails about alerts: which ones somebody wants, and those that could not be sent."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse

from agencies.views.base import Administration
from alerts import services
from alerts.forms import EmailsForm
from alerts.models import AlertEmail
from alerts.outbox import settings_of
from alerts.selectors import given_up_emails
from core import policy
from core.paging import page_down
from core.views import ListPage, NoRecord, ObjectMixin, ServiceFormView

NOT_YOURS = "This page is for administrators of an area."


class AlertSettingsPage(NoRecord, ServiceFormView):
    """Choose which e-mails about alerts one gets."""

    reason = "Shows the reader's own choice alone."
    form_class = EmailsForm
    template_name = "alerts/settings.html"

    def get_initial(self):
        chosen = settings_of(self.request.user)
        return {"high": chosen.high, "information": chosen.information}

    def cancels_to(self):
        return reverse("alerts:list")

    def act(self, form):
        services.set_alert_emails(by=self.request.user, **form.cleaned_data)
        messages.success(self.request, "Your choice is saved.")
        return reverse("alerts:list")


class EmailList(Administration, ListPage):
    """E-mails about alerts that no mail server took: to whom, when and what went wrong."""

    model, action = AlertEmail, "email.list"
    template_name = "alerts/email_list.html"
    tab = "alert-emails"
    is_limited = False

    def load(self):
        super().load()
        if not policy.can(self.request.user, self.action):
            raise PermissionDenied(NOT_YOURS)

    def get_page(self):
        after = self.request.GET.get("after", "")[:300]
        return page_down(given_up_emails(self.request.user), "pk", after=after)

    def subjects(self):
        return []

    def seen_detail(self):
        return {"page": "alert e-mails"}


class EmailSendAgain(ObjectMixin):
    """Let an e-mail be tried anew."""

    model, action = AlertEmail, "email.send_again"
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        services.send_again(email=self.object, by=request.user)
        messages.success(request, "The e-mail is tried again now.")
        return redirect("alert-emails:list")
