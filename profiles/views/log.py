"""The log of a person, a new contact, and what is added to one."""

from django.contrib import messages
from django.urls import reverse

from core.paging import page_down
from core.views import ChildFormPage, ObjectFormPage, ObjectPage
from profiles import services
from profiles.filters import LogFilter
from profiles.forms import AmendmentForm, ContactForm
from profiles.models import Contact, Profile
from profiles.views.base import PersonMixin


class LogPage(PersonMixin, ObjectPage):
    """Every dealing with the person, newest first, with who says so."""

    action = "profile.view_log"
    section = "log"
    template_name = "profiles/log.html"
    tab = "log"

    def get_context_data(self, **kwargs):
        log_filter = LogFilter(self.request)
        entries = log_filter.narrow(self.of_section("log", self.object.contacts))
        entries = entries.select_related("kind").prefetch_related("amendments")
        return super().get_context_data(
            filter=log_filter,
            page=page_down(entries, "happened_on", "pk", after=log_filter.after),
            may_add=self.adds_to("log"),
            **kwargs,
        )


class ContactAdd(PersonMixin, ObjectFormPage):
    """Write one dealing into the log."""

    model, action = Profile, "log.add"
    section = "log"
    form_class = ContactForm
    template_name = "profiles/contact_form.html"
    tab = "log"

    def get_context_data(self, **kwargs):
        return super().get_context_data(unsafe=self.unsafe(), **kwargs)

    def unsafe(self):
        """Where the person must not be reached, for those who hold it: before they try."""
        ways = (self.object.phones, self.object.addresses)
        return [
            way
            for ways_of_a_kind in ways
            for way in self.of_section("contact_details", ways_of_a_kind).current().unsafe()
        ]

    def act(self, form):
        fields = dict(form.cleaned_data)
        fields["happened_on"], fields["happened_at_time"] = fields.pop("moment")
        services.add_contact(profile=self.object, by=self.request.user, **fields)
        messages.success(self.request, "Contact saved.")
        return reverse("profiles:log", args=[self.object.uuid])


class ContactAmend(PersonMixin, ChildFormPage):
    """Add to an entry of the log; the entry stays as it was."""

    model, action = Profile, "profile.view_log"
    child_model, child_action, child_of = Contact, "log.amend", "profile"
    section = "log"
    form_class = AmendmentForm
    template_name = "profiles/contact_amend.html"
    tab = "log"

    def act(self, form):
        services.amend_contact(
            contact=self.child, by=self.request.user, text=form.cleaned_data["text"]
        )
        messages.success(self.request, "Added to the entry.")
        return reverse("profiles:log", args=[self.object.uuid])
