"""The product's addresses, and those of the kind of record that only the tests have."""

from django.urls import include, path

from ecins.urls import *  # noqa: F403 - the error pages too
from ecins.urls import urlpatterns as product

urlpatterns = [*product, path("throwaway/", include("tests.throwaway.urls"))]
