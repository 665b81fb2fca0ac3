"""The reader's own saved views of lists: all of them, a new one, rename, delete."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse

from agencies.models import User
from core import policy
from core.paging import Page
from core.views import ListPage, ObjectFormPage, ObjectMixin, RecordView, ServiceFormView
from profiles import services
from profiles.filters import PeopleFilter
from profiles.forms.saved import SavedViewForm
from profiles.models import SavedView


class SavedViewList(ListPage):
    """The user's saved views, to open, rename and delete."""

    model, action = SavedView, "saved_view.list"
    template_name = "profiles/saved_view_list.html"

    def get_page(self):
        own = policy.accessible(self.request.user, self.action, SavedView)
        return Page(list(own[: SavedView.MOST]))

    def seen_detail(self):
        return {"page": "saved views"}

    def get_context_data(self, **kwargs):
        return super().get_context_data(most=SavedView.MOST, **kwargs)


class SavedViewAdd(RecordView, ServiceFormView):
    """Keep the filters that are in the address, of one list, under a name."""

    filter_class = PeopleFilter
    model, action = User, "saved_view.add"
    form_class = SavedViewForm
    template_name = "profiles/saved_view_form.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.filter = self.filter_class(request)

    def subjects(self):
        return []

    def seen_detail(self):
        return {"page": "new saved view"}

    def get_context_data(self, **kwargs):
        return super().get_context_data(filter=self.filter, **kwargs)

    def act(self, form):
        view = services.save_view(
            by=self.request.user,
            kind=self.filter.kind,
            name=form.cleaned_data["name"],
            query=self.filter.query,
        )
        messages.success(self.request, f"View “{view.name}” saved.")
        return view.get_absolute_url()


class SavedViewRename(ObjectFormPage):
    """Give a view another name."""

    model, action = SavedView, "saved_view.rename"
    form_class = SavedViewForm
    template_name = "profiles/saved_view_form.html"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "of": self.object}

    def act(self, form):
        services.rename_view(view=self.object, by=self.request.user, **form.cleaned_data)
        messages.success(self.request, "View renamed.")
        return reverse("profiles:saved-views")


class SavedViewDelete(ObjectMixin):
    """Delete a view, and go back to the others."""

    model, action = SavedView, "saved_view.delete"
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        services.delete_view(view=self.object, by=request.user)
        messages.success(request, f"View “{self.object.name}” deleted.")
        return redirect("profiles:saved-views")
