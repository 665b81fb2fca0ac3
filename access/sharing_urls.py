"""The sharing pages of one kind of record: views and addresses, made of the pages of access."""

from typing import Any

from django.urls import URLPattern, path

from access.views import asking, giving, history, names, sharing, transfers

# Address below the record's own, name, page.
PAGES = [
    ("sharing/", "sharing", sharing.SharingPage),
    ("sharing/grant/", "grant", giving.GiveAccessPage),
    ("sharing/<uuid:grant>/change/", "grant-change", giving.ChangeAccessPage),
    ("sharing/<uuid:grant>/end/", "grant-end", giving.EndAccessPage),
    ("sharing/restrict/", "restrict", sharing.RestrictPage),
    ("sharing/lift/", "lift", sharing.LiftPage),
    ("sharing/transfer/", "transfer", transfers.TransferPage),
    ("sharing/withdraw/", "withdraw", transfers.WithdrawPage),
    ("sharing/emergencies/<uuid:glass>/", "review", asking.ReviewPage),
    ("sharing/exclude/", "exclude", sharing.ExcludePage),
    ("sharing/exclusions/<uuid:exclusion>/", "readmit", sharing.ReadmitPage),
    ("sharing/requests/<uuid:asked>/", "answer", asking.AnswerPage),
    ("history/", "history", history.HistoryPage),
]
# Pages for those who know that the record exists and cannot read it: without its frame.
LIMITED_VIEWS = [
    ("sharing/break-glass/", "break-glass", asking.BreakGlassPage),
    ("sharing/request-access/", "request-access", asking.AskPage),
]


def sharing_urls(model: Any, mixin: type) -> list[URLPattern]:
    """The addresses of the sharing pages of a kind of record, for the `urlpatterns` of its app.

    `mixin` frames the pages, as it does the record's own.
    """
    pages = [
        *((route, name, (mixin, page)) for route, name, page in PAGES),
        *((route, name, (page,)) for route, name, page in LIMITED_VIEWS),
    ]
    return [
        path("sharing/names/", names.Names.as_view(), name="names"),
        *(
            path(f"<uuid:uuid>/{route}", _view(model, bases).as_view(), name=name)
            for route, name, bases in pages
        ),
    ]


def _view(model: Any, bases: tuple[type, ...]) -> Any:
    """A page of access about one kind of record: `ProfileSharingPage`."""
    body = {"__module__": model.__module__, "model": model}
    return type(f"{model.__name__}{bases[-1].__name__}", bases, body)
