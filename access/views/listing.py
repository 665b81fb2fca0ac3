"""The limit on listing people: asking for an exception, and answering."""

from django.contrib import messages
from django.urls import reverse

from access import services
from access.forms import AnswerListingForm, AskToListForm
from access.models import ListingException
from access.selectors import latest_listing_exceptions
from agencies.models import Team
from core import policy
from core.views import ListMixin, ObjectFormPage, ServiceFormView


class ListingAsk(ListMixin, ServiceFormView):
    """Ask a manager of your team to lift the limit; your teams are the choices."""

    model, action = Team, "listing.ask"
    form_class = AskToListForm
    template_name = "access/listing_ask.html"

    def get_page(self):
        return policy.accessible(self.request.user, self.action, Team).order_by("name")

    def subjects(self):
        return []

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "teams": self.page}

    def get_context_data(self, **kwargs):
        own = latest_listing_exceptions(self.request.user)
        return super().get_context_data(own=own, **kwargs)

    def act(self, form):
        services.ask_to_list_more(by=self.request.user, **form.cleaned_data)
        messages.success(self.request, "Your manager has been asked.")
        return reverse("home:home")


class ListingAnswer(ObjectFormPage):
    """A manager of the team lifts the limit for a colleague, or leaves it."""

    model, action = ListingException, "listing.decide"
    related = ("user", "team")
    form_class = AnswerListingForm
    template_name = "access/listing_answer.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(asked=self.object, **kwargs)

    def act(self, form):
        asked, by = self.object, self.request.user
        if form.cleaned_data["answer"] == AnswerListingForm.ALLOW:
            services.allow_listing_more(asked=asked, by=by)
            messages.success(self.request, f"{asked.user} may list more people for 8 hours.")
        else:
            services.refuse_listing_more(asked=asked, by=by, answer=form.cleaned_data["why_not"])
            messages.success(self.request, f"{asked.user} will see your reason.")
        return reverse("home:home")
