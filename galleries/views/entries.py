"""One entry on a gallery: its page and photo; adding, editing, confirming it, taking it off."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.functional import cached_property

from access.naming import Naming
from core import policy
from core.questions import run, together_in_steps
from core.views import ObjectFormPage, ObjectMixin, ObjectPage, ServiceFormView
from galleries import selectors, services
from galleries.forms import EndForm, EntryForm, ReviewForm
from galleries.models import Entry
from galleries.saving import NOBODY
from galleries.tiles import photo_of, tiles_of
from galleries.views.galleries import OneGallery
from profiles.views.base import FindsPeople
from profiles.views.photos import ThumbnailMixin


class EntryAdd(FindsPeople, OneGallery, ServiceFormView):
    """Add somebody: look for their record first, then say how high the risk is, and why."""

    action, form_class = "gallery.add", EntryForm
    template_name = "galleries/entry_add.html"

    def subjects(self):
        return [self.person.pk] if self.person else []

    def seen_detail(self):
        return {"page": "add a person"}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "submit": "Add to the gallery"}

    def cancels_to(self):
        return self.object.get_absolute_url()

    @property
    def is_chosen(self):
        """Nobody without a record is on a gallery."""
        return self.person is not None or self.request.method == "POST"

    def get_context_data(self, **kwargs):
        is_lost = bool(self.chosen) and self.person is None
        return super().get_context_data(is_lost=is_lost, nobody=NOBODY, **kwargs)

    def save(self, form):
        if self.person is None:
            raise ValidationError(NOBODY)
        return services.add_entry(
            gallery=self.object, by=self.request.user, profile=self.person, **form.cleaned_data
        )

    def act(self, form):
        entry = self.save(form)
        told = " Its audience and neighbouring teams are told." if entry.is_high else ""
        messages.success(self.request, f"Added to {self.object}.{told}")
        return entry.get_absolute_url()


class OneEntry(ObjectMixin, abstract=True):
    """Puts the tile on the page. The gallery in the address is for people to read."""

    model = Entry
    related = (
        *("gallery__kind", "risk", "profile__owner_team", "profile__photo"),
        *("added_by", "added_by_team", "left_reason", "left_by_team"),
    )

    @cached_property
    def names(self):
        return Naming(self.request.user, manages=False)

    @cached_property
    def tile(self):
        return self.found[0][0]

    @cached_property
    def found(self):
        """The tile; and what else is asked beside it."""
        asked = [tiles_of.steps([self.object], self.request.user), *self.asking_else()]
        return run(together_in_steps(asked))

    def asking_else(self):
        """What a page asks by the same statement."""
        return []

    def address(self, name="entry", *child):
        return reverse(
            f"galleries:{name}", args=[self.object.gallery.slug, self.object.uuid, *child]
        )

    def done(self, words):
        """Say what was done, on the page of the entry."""
        messages.success(self.request, words)
        return self.address()

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            entry=self.object,
            gallery=self.object.gallery,
            tile=self.tile,
            names=self.names,
            **kwargs,
        )


class EntryPage(OneEntry, ObjectPage):
    """All that the tile shows, the offers that the reader may read, and what happened to it."""

    action, template_name = "gallery.view_entry", "galleries/entry_detail.html"

    def asking_else(self):
        entry, user = self.object, self.request.user
        offers = selectors.offers_about.steps(entry, user)
        return [offers, selectors.ways_into.steps(entry.gallery, user)]

    def get_context_data(self, **kwargs):
        entry, user = self.object, self.request.user
        offers, number = self.found[1]
        may_change = self.may("gallery.change_entry") and not entry.is_over
        return super().get_context_data(
            offers=offers,
            number=number,
            lines=selectors.history_of(entry, self.names),
            may_see_gallery=policy.can(user, "gallery.view", entry.gallery),
            may_change=may_change,
            may_end=not entry.is_over and self.may("gallery.end_entry"),
            may_give=self.tile.is_own and policy.can(user, "access.grant", entry.profile),
            **kwargs,
        )


class EntryPhoto(ThumbnailMixin, OneEntry):
    """The thumbnail of the photo, where the gallery shows photos."""

    action = "gallery.view_entry"

    def get_photo(self):
        return photo_of(self.object)


class EntryAct(OneEntry, ObjectFormPage, abstract=True):
    """A page that does something about an entry. Who comes second keeps what they typed."""

    template_name = "galleries/entry_act.html"
    heading, explains, done_words = "", "", ""
    service: Callable[..., Any]

    def cancels_to(self):
        return self.address()

    def get_context_data(self, **kwargs):
        said = {"heading": self.heading, "explains": self.explains}
        return super().get_context_data(**said, **kwargs)

    def save(self, form):
        return self.service(entry=self.object, by=self.request.user, **form.cleaned_data)

    def act(self, form):
        self.save(form)
        return self.done(self.done_words)


class EntryEdit(EntryAct):
    action, form_class, heading = "gallery.change_entry", EntryForm, "Edit the entry"
    explains = "If you raise the risk to high, the audience and neighbouring teams are told."
    done_words = "Saved."
    service = staticmethod(services.edit_entry)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "submit": "Save", "of": self.object}


class EntryReview(EntryAct):
    action, form_class, heading = "gallery.change_entry", ReviewForm, "Is the entry still right?"
    explains = (
        "Confirm it if the risk and the reason are still right. If not, edit the entry, or take "
        "the person off the gallery."
    )
    done_words = "Confirmed. You are reminded of the next review on Home."
    service = staticmethod(services.review_entry)


class EntryEnd(EntryAct):
    action, form_class, heading = "gallery.end_entry", EndForm, "Take off the gallery"
    explains = "For 7 days, everyone who sees the gallery can see that they have left, and why."
    done_words = "Taken off the gallery."
    service = staticmethod(services.end_entry)
