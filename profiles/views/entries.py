"""Entries of one kind about a person: the list of them, and the page that writes one."""

from typing import Any, ClassVar

from django.forms import modelform_factory

from core.forms import ModelForm
from core.paging import page_down
from core.views import ObjectFormPage, ObjectPage
from profiles import services
from profiles.views.base import PersonMixin


class EntryMixin(PersonMixin):
    """The kind of entry. Its section, tab and addresses follow from it, unless they are named.

    Vehicles are at `profiles:vehicles` and `profiles:vehicle-add`, without the prefix here.
    """

    entry: ClassVar[Any]
    list_url: ClassVar[str] = ""
    add_url: ClassVar[str] = ""
    adding: ClassVar[str] = ""  # the words for writing one, if not "Add a vehicle"

    @property
    def section(self):
        return self.entry.section_name()

    @property
    def tab(self):
        return self.section

    def get_context_data(self, **kwargs):
        meta = self.entry._meta
        return super().get_context_data(
            adding=self.adding or f"Add a {meta.verbose_name}",
            many=meta.verbose_name_plural,
            list_url=self.address(self.list_name),
            add_url=self.address(self.add_url or f"{meta.model_name}-add"),
            **kwargs,
        )

    @property
    def list_name(self):
        return self.list_url or f"{self.entry._meta.model_name}s"


class EntryList(EntryMixin, ObjectPage, abstract=True):
    """Every entry of one kind, newest first, with who wrote it, for which team, and when."""

    template_name = "profiles/entry_list.html"
    order: ClassVar[tuple[str, ...]] = ("written_at", "pk")

    @property
    def entries(self):
        return self.of_section(self.section, self.entry.of(self.object)).with_words()

    def get_context_data(self, **kwargs):
        after = self.request.GET.get("after", "")[:300]
        return super().get_context_data(
            page=page_down(self.entries, *self.order, after=after),
            may_add=self.adds_to(self.section),
            **kwargs,
        )


class EntryAdd(EntryMixin, ObjectFormPage, abstract=True):
    """Write an entry of one kind. Its action is the one that the entry names."""

    template_name = "profiles/entry_form.html"
    asks_about_repeats = True
    fields: ClassVar[tuple[str, ...]] = ()
    saved: ClassVar[str] = "Saved."

    def get_form_class(self):
        return self.form_class or modelform_factory(self.entry, ModelForm, fields=self.fields)

    def act(self, form):
        entry = self.entry(profile=self.object, **form.cleaned_data)
        services.add_entry(entry=entry, by=self.request.user)
        return self.done(self.saved, self.list_name)
