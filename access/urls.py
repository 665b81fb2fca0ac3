"""Addresses of access that belong to no one record."""

from django.urls import path

from access.views import find_record, listing, samples, transfers

app_name = "access"

urlpatterns = [
    path("find/", find_record.FindRecord.as_view(), name="find"),
    path("transfers/<uuid:uuid>/", transfers.AnswerTransfer.as_view(), name="transfer"),
    path("listing/", listing.ListingAsk.as_view(), name="listing-ask"),
    path("listing/<uuid:uuid>/", listing.ListingAnswer.as_view(), name="listing"),
    path("sample/", samples.SampleList.as_view(), name="sample"),
    path("sample/<uuid:uuid>/", samples.SampleReview.as_view(), name="sample-review"),
]
