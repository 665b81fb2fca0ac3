"""Addresses of the register of restorative justice."""

from django.urls import path

from referrals.views import parts, register, search

app_name = "rj"

urlpatterns = [
    path("", search.RjSearch.as_view(), name="search"),
    path("new/", register.InterventionRecord.as_view(), name="record"),
    path("of/<uuid:uuid>/", register.InterventionsOfPerson.as_view(), name="of-person"),
    path("<uuid:uuid>/", register.EntryPage.as_view(), name="entry"),
    path("<uuid:uuid>/history/", register.EntryHistoryPage.as_view(), name="history"),
    path("<uuid:uuid>/edit/", register.InterventionEdit.as_view(), name="edit"),
    path("<uuid:uuid>/people/new/", parts.PartyAdd.as_view(), name="party-add"),
    path("<uuid:uuid>/people/<uuid:child>/", parts.PartyEdit.as_view(), name="party-edit"),
    path(
        "<uuid:uuid>/people/<uuid:child>/remove/", parts.PartyRemove.as_view(), name="party-remove"
    ),
    path(
        "<uuid:uuid>/people/<uuid:child>/withdraw/",
        parts.PartyWithdraw.as_view(),
        name="party-withdraw",
    ),
    path("<uuid:uuid>/agreement/", parts.AgreementAdd.as_view(), name="agree"),
    path("<uuid:uuid>/agreement/end/", parts.AgreementEnd.as_view(), name="agreement-end"),
    path("<uuid:uuid>/terms/<uuid:child>/", parts.TermSettle.as_view(), name="term"),
]
