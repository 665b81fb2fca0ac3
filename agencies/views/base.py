"""What the pages of administration share."""

from django.urls import reverse

from agencies.models import Membership
from agencies.selectors import name_in_directory, waiting_for
from audit.selectors import last_to_change
from core.panels import gather

Role = Membership.Role


def tabs(user, current):
    """The parts of administration that this person has."""
    looks_after = user.has_role(Role.MANAGER, Role.ADMINISTRATOR)
    parts = []
    if looks_after:
        parts += [("teams", "Teams", "administration"), ("people", "Accounts", "users")]
    if user.has_role(Role.ADMINISTRATOR):
        parts.append(("agencies", "Agencies", "agencies"))
    parts.append(("agreements", "Agreements", "agreements"))
    if looks_after:
        parts.append(("joining", "Waiting for agreement", "joining-list"))
    own = [
        {
            "label": label,
            "url": reverse(f"agencies:{name}"),
            "current": key == current,
            "count": waiting_for(user) if key == "joining" else None,
        }
        for key, label, name in parts
    ]
    upper = gather("agencies.administration", user)
    return [*own, *({**tab, "current": tab.pop("key") == current, "count": None} for tab in upper)]


class Administration:
    """A page with the tabs of administration."""

    tab = ""

    def get_context_data(self, **kwargs):
        return super().get_context_data(tabs=tabs(self.request.user, self.tab), **kwargs)


class NamesColleagues:
    """A form page that may name colleagues: it says who else changed what the form is about."""

    def name_of(self, user_id):
        return name_in_directory(self.request.user, user_id)


class Question(NamesColleagues, Administration):
    """A page with one form: its heading, what to know first, and where it goes back to."""

    template_name = "agencies/form_page.html"
    heading = ""
    first = ""
    submit = ""

    def get_form_kwargs(self):
        own = {"submit": self.submit} if self.submit else {}
        return {**super().get_form_kwargs(), **own}

    def cancels_to(self):
        return self.back()

    def back(self):
        """The page that Cancel, and a form that is done, lead to."""
        raise NotImplementedError

    def last_change(self, row, names):
        event = None if hasattr(row, "history") else last_to_change(row, names)
        return (event.actor_id, event.at) if event else super().last_change(row, names)

    def get_heading(self):
        return self.heading

    def get_first(self):
        return self.first

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            heading=self.get_heading(), first=self.get_first(), back=self.back(), **kwargs
        )
