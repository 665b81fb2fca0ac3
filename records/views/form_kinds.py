"""Administration of kinds of forms: the shipped ones to copy, those of one’s areas to change."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from agencies.models import Area
from agencies.views.base import Administration, Question
from core import policy
from core.paging import page_down
from core.views import (
    ChildFormPage,
    ListPage,
    ObjectFormPage,
    ObjectPage,
    RecordView,
    ServiceFormView,
)
from records import services
from records.forms.form_kinds import (
    FormKindCopyForm,
    FormKindEditForm,
    FormKindForm,
    FormSectionEditForm,
    FormSectionForm,
    QuestionEditForm,
    QuestionForm,
)
from records.models import FormKind, FormSection
from records.models import Question as FormQuestion

NOT_YOURS = "These pages are for area administrators."


def own_areas(user):
    """The areas for which the user may add kinds."""
    return policy.accessible(user, "form_kind.add", Area)


class FormKindList(Administration, ListPage):
    """Every kind that the reader may copy or change."""

    model, action = FormKind, "form_kind.list"
    template_name = "records/form_kind_list.html"
    tab = "forms"
    is_limited = False

    def load(self):
        super().load()
        if not policy.can(self.request.user, "form_kind.add"):
            raise PermissionDenied(NOT_YOURS)

    def get_page(self):
        kinds = policy.accessible(self.request.user, self.action, FormKind)
        after = self.request.GET.get("after", "")[:300]
        return page_down(kinds.select_related("area"), "pk", after=after)


class FormKindAdd(Question, RecordView, ServiceFormView):
    """A new kind of report. Of a referral, the shipped one is copied."""

    model, action = Area, "form_kind.add"
    form_class = FormKindForm
    heading, tab = "Add a kind of report", "forms"
    first = "Add its sections and questions next. It is offered to nobody until you say so."

    def load(self):
        super().load()
        if not policy.can(self.request.user, self.action):
            raise PermissionDenied(NOT_YOURS)

    def subjects(self):
        return []

    def seen_detail(self):
        return {"page": self.heading}

    def back(self):
        return reverse("forms:kinds")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "areas": own_areas(self.request.user)}

    def act(self, form):
        return services.add_form_kind(by=self.request.user, **form.cleaned_data)


class FormKindPage(Administration, ObjectPage):
    """One kind: its sections and questions, those asked no longer too."""

    model, action = FormKind, "form_kind.view"
    template_name = "records/form_kind_detail.html"
    tab = "forms"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            kind=self.object,
            sections=self.object.sections.prefetch_related("questions"),
            may_edit=self.may("form_kind.edit"),
            **kwargs,
        )


class OfKind(Question, ObjectFormPage, abstract=True):
    """A form about one kind."""

    model, tab = FormKind, "forms"

    def back(self):
        return self.object.get_absolute_url()

    def done(self, said, kind=None):
        """Say so, on the page of the kind."""
        messages.success(self.request, said)
        return kind or self.object


class FormKindEdit(OfKind):
    """What a kind is."""

    action, form_class = "form_kind.edit", FormKindEditForm

    def get_heading(self):
        return f"Change {self.object}"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "of": self.object}

    def act(self, form):
        services.edit_form_kind(kind=self.object, by=self.request.user, **form.cleaned_data)
        return self.done("Saved.")


class FormKindCopy(OfKind):
    """A copy that can be changed."""

    action, form_class = "form_kind.copy", FormKindCopyForm

    def get_heading(self):
        return f"Copy {self.object}"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "areas": own_areas(self.request.user)}

    def act(self, form):
        copy = services.copy_form_kind(kind=self.object, by=self.request.user, **form.cleaned_data)
        return self.done("Copied. The copy is offered to nobody until you say so.", copy)


class FormSectionAdd(OfKind):
    """A new section, after the others."""

    action, form_class = "form_kind.edit", FormSectionForm
    heading = "Add a section"

    def act(self, form):
        services.add_form_section(kind=self.object, by=self.request.user, **form.cleaned_data)
        return self.done("Section added.")


class OfPart(Question, ChildFormPage, abstract=True):
    """A form about one section, or one question, of a kind."""

    model, action, tab = FormKind, "form_kind.edit", "forms"

    def back(self):
        return self.object.get_absolute_url()

    def done(self):
        """Say so, on the page of the kind."""
        messages.success(self.request, "Saved.")
        return self.object


class FormSectionEdit(OfPart):
    """A section."""

    child_model, child_action, child_of = FormSection, "form_section.edit", "kind"
    form_class = FormSectionEditForm

    def get_heading(self):
        return f"Change {self.child}"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "of": self.child}

    def act(self, form):
        services.edit_form_section(section=self.child, by=self.request.user, **form.cleaned_data)
        return self.done()


class QuestionAdd(OfPart):
    """A new question of a section, after the others."""

    child_model, child_action, child_of = FormSection, "form_section.edit", "kind"
    form_class = QuestionForm

    def get_heading(self):
        return f"Add a question to {self.child}"

    def act(self, form):
        services.add_question(section=self.child, by=self.request.user, **form.cleaned_data)
        return self.done()


class QuestionEdit(OfPart):
    """A question."""

    child_model, child_action, child_of = FormQuestion, "form_question.edit", "section__kind"
    form_class = QuestionEditForm
    first = "What was submitted keeps the question as it was."

    def get_heading(self):
        return f"Change “{self.child}”"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "of": self.child}

    def act(self, form):
        services.edit_question(question=self.child, by=self.request.user, **form.cleaned_data)
        return self.done()
