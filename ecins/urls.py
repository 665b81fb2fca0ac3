"""Every address of the site."""

from django.urls import include, path

from core import errors

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.page_not_found
handler500 = errors.server_error

urlpatterns = [
    path("", include("home.urls")),
    path("", include("core.urls")),
    path("", include("agencies.account_urls")),
    path("", include("agencies.urls")),
    path("administration/deliveries/", include("audit.delivery_urls")),
    path("administration/forms/", include("records.form_urls")),
    path("administration/update-periods/", include("profiles.period_urls")),
    path("administration/galleries/", include("galleries.administration_urls")),
    path("administration/restorative-justice/", include("referrals.arrangement_urls")),
    path("administration/missing/", include("missing.arrangement_urls")),
    path("administration/imports/", include("imports.urls")),
    path("administration/alert-emails/", include("alerts.email_urls")),
    path("administration/api-clients/", include("api.client_urls")),
    path("administration/api-clients/", include("api.webhook_urls")),
    path("profiles/", include("profiles.urls")),
    path("cases/", include("cases.urls")),
    path("sharing/", include("access.urls")),
    path("drafts/", include("records.urls")),
    path("api/v1/", include("api.urls")),
    path("tasks/", include("tasks.urls")),
    path("galleries/", include("galleries.urls")),
    path("referrals/", include("referrals.urls")),
    path("rj/", include("referrals.register_urls")),
    path("missing/", include("missing.urls")),
    path("statistics/", include("figures.urls")),
    path("alerts/factors/", include("alerts.factors.urls")),
    path("alerts/", include("alerts.urls")),
    path("exports/", include("exports.urls")),
    path("audit/", include("audit.urls")),
]
