"""The product's settings, with a kind of shared record that only the tests have."""

from ecins.settings import *  # noqa: F403, TID251 - the tests run the product as it is set
from ecins.settings import INSTALLED_APPS as PRODUCT  # noqa: TID251

INSTALLED_APPS = [*PRODUCT, "tests.throwaway"]
ROOT_URLCONF = "tests.urls"
