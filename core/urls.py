"""Pages of the ground floor."""

from django.urls import path

from core.date_preview import DatePreview
from core.gallery import ComponentGallery, StaySignedIn

app_name = "core"
urlpatterns = [
    path("components/", ComponentGallery.as_view(), name="components"),
    path("read-date/", DatePreview.as_view(), name="read-date"),
    path("stay-signed-in/", StaySignedIn.as_view(), name="stay-signed-in"),
]
