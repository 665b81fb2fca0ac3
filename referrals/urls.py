"""Addresses of referrals."""

from django.urls import path

from referrals.views import deciding, lists, one, running, writing

app_name = "referrals"

urlpatterns = [
    path("", lists.ReferralList.as_view(), name="list"),
    path("new/", writing.ReferralStart.as_view(), name="new"),
    path("<uuid:uuid>/", one.ReferralPage.as_view(), name="referral"),
    path("<uuid:uuid>/edit/", writing.ReferralEdit.as_view(), name="edit"),
    path("<uuid:uuid>/people/new/", writing.PartyAdd.as_view(), name="party-add"),
    path("<uuid:uuid>/people/<uuid:child>/", writing.PartyEdit.as_view(), name="party-edit"),
    path(
        "<uuid:uuid>/people/<uuid:child>/remove/",
        writing.PartyRemove.as_view(),
        name="party-remove",
    ),
    path(
        "<uuid:uuid>/people/<uuid:child>/withdraw/",
        deciding.ConsentWithdraw.as_view(),
        name="consent-withdraw",
    ),
    path("<uuid:uuid>/form/", one.FormPage.as_view(), name="form"),
    path("<uuid:uuid>/form/<uuid:child>/", writing.SectionWrite.as_view(), name="section"),
    path("<uuid:uuid>/check/", writing.ReferralCheck.as_view(), name="check"),
    path("<uuid:uuid>/consult/", writing.ReferralConsult.as_view(), name="consult"),
    path("<uuid:uuid>/advice/<uuid:child>/", writing.ReferralAdvise.as_view(), name="advise"),
    path("<uuid:uuid>/ask/", deciding.ReferralAsk.as_view(), name="ask"),
    path("<uuid:uuid>/answer/", deciding.ReferralAnswer.as_view(), name="answer"),
    path("<uuid:uuid>/decline/", deciding.ReferralDecline.as_view(), name="decline"),
    path("<uuid:uuid>/accept/", deciding.ReferralAccept.as_view(), name="accept"),
    path("<uuid:uuid>/withdraw/", deciding.ReferralWithdraw.as_view(), name="withdraw"),
    path("<uuid:uuid>/panels/new/", running.PanelPlan.as_view(), name="panel-plan"),
    path("<uuid:uuid>/panels/<uuid:child>/", running.PanelRecord.as_view(), name="panel-record"),
    path("<uuid:uuid>/agreement/", running.ReferralAgreement.as_view(), name="agreement"),
    path("<uuid:uuid>/terms/<uuid:child>/", running.TermSettle.as_view(), name="term"),
    path("<uuid:uuid>/complete/", running.ReferralComplete.as_view(), name="complete"),
    path("<uuid:uuid>/break/", running.ReferralBreak.as_view(), name="break"),
    path("<uuid:uuid>/end/", running.ReferralEnd.as_view(), name="end"),
    path("<uuid:uuid>/close/", running.ReferralClose.as_view(), name="close"),
]
