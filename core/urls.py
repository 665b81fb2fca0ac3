"""Pages of the ground floor."""

from django.urls import path

from core.gallery import ComponentGallery, StaySignedIn
from core.reading import ReadDate

app_name = "core"
urlpatterns = [
    path("components/", ComponentGallery.as_view(), name="components"),
    path("read-date/", ReadDate.as_view(), name="read-date"),
    path("stay-signed-in/", StaySignedIn.as_view(), name="stay-signed-in"),
]
