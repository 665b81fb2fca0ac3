"""What the pages about one intervention share: it, its people as the reader may know them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from access.naming import Naming
from agencies.views.base import NamesColleagues
from core import policy
from core.views import ChildFormPage, ObjectFormPage, ObjectMixin
from referrals.models import Intervention
from referrals.parties import attach, subjects_shown

UNREAD = "You may not see everybody who takes part in this, so you cannot change it."
UNREAD_HISTORY = "You may not see everybody who takes part in this, nor its history."


class OneEntry(ObjectMixin, abstract=True):
    """Puts the people on an intervention."""

    model = Intervention
    related = ("offence", "level", "method", "team", "area", "referral", "case")

    def load(self):
        super().load()
        attach([self.object], self.request.user)

    @cached_property
    def names(self):
        """Which teams and people this page may name to the reader."""
        return Naming(self.request.user, manages=False)

    @property
    def referral(self):
        """The referral from which it came about, if there is one."""
        return getattr(self.object, "referral", None)

    def subjects(self):
        return subjects_shown([self.object])

    def seen(self, action, other):
        """What this belongs to, for those who may open it."""
        may_open = other is not None and policy.can(self.request.user, action, other)
        return other if may_open else None

    def address(self, name="entry", *args):
        """Of a page about this intervention."""
        return reverse(f"rj:{name}", args=[self.object.uuid, *args])

    def get_context_data(self, **kwargs):
        return super().get_context_data(entry=self.object, names=self.names, **kwargs)


class ChangesEntry(NamesColleagues, OneEntry, abstract=True):
    """A form about an intervention: for those who may read all that was written."""

    action = "rj.edit"
    template_name = "referrals/entry_form.html"
    heading, first, done_words = "", "", "Saved."
    # Of a referral, its own pages do this.
    without_referral = False

    def load(self):
        super().load()
        if not self.object.reads_words:
            raise PermissionDenied(UNREAD)
        if self.without_referral and self.referral is not None:
            raise PermissionDenied(f"Record this in referral {self.referral.reference}.")

    def cancels_to(self):
        return self.address()

    def get_heading(self):
        return self.heading

    def get_context_data(self, **kwargs):
        return super().get_context_data(heading=self.get_heading(), first=self.first, **kwargs)

    def done(self, words=""):
        """Say what was done, on the page of the intervention."""
        messages.success(self.request, words or self.done_words)
        return self.address()

    def form_invalid(self, form):
        """As it is now: somebody else may have changed it since the page was opened."""
        self.load()
        return super().form_invalid(form)


class EntryForm(ChangesEntry, ObjectFormPage, abstract=True):
    """A form about the whole intervention."""


class EntryPartForm(ChangesEntry, ChildFormPage, abstract=True):
    """A form about somebody or something in it."""

    child_action, child_of = "rj.view", "intervention"


def shown_or_404(entry, party):
    """A party as the reader may know them."""
    shown = next((one for one in entry.shown if one.party.pk == party.pk), None)
    if shown is None or shown.is_masked:
        raise Http404
    return shown
