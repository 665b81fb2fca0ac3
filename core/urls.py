"""Pages of the ground floor."""

from django.urls import path

from core.gallery import ComponentGallery, StaySignedIn

app_name = "core"
urlpatterns = [
    path("components/", ComponentGallery.as_view(), name="components"),
    path("stay-signed-in/", StaySignedIn.as_view(), name="stay-signed-in"),
]
