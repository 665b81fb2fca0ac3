"""The pages of one kind of document: views and addresses, made of the pages of documents."""

from typing import Any

from django.urls import URLPattern, path

from documents import views

# Address below the record's own, name, page.
PAGES = [
    ("documents/", "documents", views.DocumentList),
    ("documents/new/", "document-add", views.DocumentAdd),
    ("documents/<uuid:child>/", "document-file", views.DocumentFile),
    ("documents/<uuid:child>/edit/", "document-edit", views.DocumentEdit),
    ("documents/<uuid:child>/version/", "document-version", views.DocumentVersion),
    ("documents/<uuid:child>/withdraw/", "document-withdraw", views.DocumentWithdraw),
]


def document_urls(model: Any, mixin: type) -> list[URLPattern]:
    """The addresses of a kind of document, for the `urlpatterns` of its record's app.

    `mixin` frames the pages, as it does the record's own.
    """
    return [
        path(f"<uuid:uuid>/{route}", _view(model, mixin, page).as_view(), name=name)
        for route, name, page in PAGES
    ]


def _view(model: Any, mixin: type, page: Any) -> Any:
    """A page about one kind of document: `ProfileDocumentList`."""
    body = {
        "__module__": model.__module__,
        "model": model._meta.get_field(model.record_path).related_model,
        "action": model.add_action if page is views.DocumentAdd else model.view_action,
        "section": model.section_name(),
        "document_model": model,
        "child_model": model,
        "child_of": model.record_path,
    }
    name = f"{model.__name__}{page.__name__.removeprefix('Document')}"
    return type(name, (mixin, page), body)
