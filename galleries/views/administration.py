"""Administration: which galleries an area has, and who sees them; never who is on them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from agencies.models import Area
from agencies.views.base import Administration, Question
from core import policy
from core.paging import Page
from core.views import ListPage, ObjectFormPage
from galleries import services
from galleries.choices import areas_to_show, teams_to_choose
from galleries.forms import GalleryForm
from galleries.models import Gallery

NOT_YOURS = "These pages are for administrators of a police force area."


class GalleryAdministration(Administration, ListPage):
    """The galleries of the areas for which the reader is administrator."""

    model, action = Gallery, "gallery.manage"
    template_name = "galleries/gallery_administration.html"
    tab = "galleries"
    is_limited = False

    def load(self):
        super().load()
        self.areas = list(policy.accessible(self.request.user, "gallery.make", Area))
        if not self.areas:
            raise PermissionDenied(NOT_YOURS)

    def get_page(self):
        return Page(
            list(policy.accessible(self.request.user, self.action, Gallery).with_audience())
        )

    def subjects(self):
        return []

    def get_context_data(self, **kwargs):
        return super().get_context_data(areas=self.areas, **kwargs)


class GalleryQuestion(Question, ObjectFormPage, abstract=True):
    """A form about a gallery."""

    form_class = GalleryForm
    tab = "galleries"

    def subjects(self):
        return []

    def back(self):
        return reverse("galleries-administration:list")

    def get_form_kwargs(self):
        offered = {
            "areas": areas_to_show(self.request.user, self.gallery),
            "teams": teams_to_choose(self.request.user, self.gallery),
        }
        return {**super().get_form_kwargs(), **offered}

    def done(self):
        messages.success(self.request, "Saved.")
        return self.back()


class GalleryMake(GalleryQuestion):
    """A new gallery of a police force area."""

    model, action = Area, "gallery.make"
    submit = "Make the gallery"
    gallery = None

    def get_object(self):
        return policy.get(self.request.user, self.action, Area, code=self.kwargs["code"])

    def seen_detail(self):
        return {"page": "new gallery"}

    def get_heading(self):
        return f"New gallery in {self.object}"

    def act(self, form):
        services.make_gallery(area=self.object, by=self.request.user, **form.cleaned_data)
        return self.done()


class GalleryEdit(GalleryQuestion):
    """What a gallery is for, who sees it, and what its tiles show."""

    model, action = Gallery, "gallery.manage"
    submit = "Save"

    @property
    def gallery(self):
        return self.object

    def get_object(self):
        return policy.get(self.request.user, self.action, Gallery, slug=self.kwargs["slug"])

    def get_heading(self):
        return f"Edit {self.object}"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "of": self.object}

    def act(self, form):
        services.edit_gallery(gallery=self.object, by=self.request.user, **form.cleaned_data)
        return self.done()
