"""Addresses of galleries, of who is on them, and of offers of help."""

from django.urls import path

from galleries.views import entries, galleries, of_person, offers

app_name = "galleries"

urlpatterns = [
    path("", galleries.GalleryList.as_view(), name="list"),
    path("of/person/<uuid:uuid>/", of_person.GalleriesOfPerson.as_view(), name="of-person"),
    path("<slug:slug>/", galleries.GalleryPage.as_view(), name="gallery"),
    path("<slug:slug>/who/", galleries.GalleryWho.as_view(), name="who"),
    path("<slug:slug>/sheet/", galleries.GallerySheet.as_view(), name="sheet"),
    path("<slug:slug>/add/", entries.EntryAdd.as_view(), name="add"),
    path("<slug:slug>/<uuid:uuid>/", entries.EntryPage.as_view(), name="entry"),
    path("<slug:slug>/<uuid:uuid>/photo/", entries.EntryPhoto.as_view(), name="photo"),
    path("<slug:slug>/<uuid:uuid>/edit/", entries.EntryEdit.as_view(), name="edit"),
    path("<slug:slug>/<uuid:uuid>/review/", entries.EntryReview.as_view(), name="review"),
    path("<slug:slug>/<uuid:uuid>/leave/", entries.EntryEnd.as_view(), name="leave"),
    path("<slug:slug>/<uuid:uuid>/offer/", offers.OfferHelp.as_view(), name="offer"),
    path(
        "<slug:slug>/<uuid:uuid>/offers/<uuid:child>/",
        offers.OfferAnswer.as_view(),
        name="answer",
    ),
]
