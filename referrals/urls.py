"""Addresses of referrals."""

from django.urls import path
from django.views.generic import RedirectView

app_name = "referrals"

urlpatterns = [
    path("<uuid:uuid>/", RedirectView.as_view(url="/"), name="referral"),  # placeholder
]
