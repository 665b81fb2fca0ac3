"""Addresses of the directory of teams, of administration, and of invitations."""

from django.urls import path

from agencies.views import agreements, directory, invitation, joining, people, teams

app_name = "agencies"

urlpatterns = [
    path("teams/", directory.TeamList.as_view(), name="teams"),
    path("teams/<uuid:uuid>/", directory.TeamDetail.as_view(), name="team"),
    path("invitation/<str:token>/", invitation.AcceptInvitation.as_view(), name="invitation"),
    path("administration/", teams.ManagedTeams.as_view(), name="administration"),
    path("administration/teams/new/", teams.TeamAdd.as_view(), name="team-add"),
    path("administration/teams/<uuid:uuid>/", teams.TeamManage.as_view(), name="team-manage"),
    path(
        "administration/teams/<uuid:uuid>/contact/",
        teams.TeamContact.as_view(),
        name="team-contact",
    ),
    path("administration/teams/<uuid:uuid>/edit/", teams.TeamEdit.as_view(), name="team-edit"),
    path(
        "administration/teams/<uuid:uuid>/listing/agree/",
        teams.ListingAgree.as_view(),
        name="team-agree-listing",
    ),
    path(
        "administration/teams/<uuid:uuid>/listing/refuse/",
        teams.ListingRefuse.as_view(),
        name="team-refuse-listing",
    ),
    path(
        "administration/teams/<uuid:uuid>/listing/withdraw/",
        teams.ListingWithdraw.as_view(),
        name="team-withdraw-listing",
    ),
    path("administration/teams/<uuid:uuid>/close/", teams.TeamClose.as_view(), name="team-close"),
    path(
        "administration/teams/<uuid:uuid>/invite/",
        people.UserInvite.as_view(),
        name="user-invite",
    ),
    path(
        "administration/teams/<uuid:uuid>/add/",
        people.MembershipAdd.as_view(),
        name="membership-add",
    ),
    path("administration/agencies/", teams.AgencyList.as_view(), name="agencies"),
    path("administration/agencies/new/", teams.AgencyAdd.as_view(), name="agency-add"),
    path("administration/agencies/<uuid:uuid>/", teams.AgencyEdit.as_view(), name="agency-edit"),
    path("administration/agreements/", agreements.AgreementList.as_view(), name="agreements"),
    path(
        "administration/agreements/new/", agreements.AgreementAdd.as_view(), name="agreement-add"
    ),
    path(
        "administration/agreements/<uuid:uuid>/",
        agreements.AgreementDetail.as_view(),
        name="agreement",
    ),
    path(
        "administration/agreements/<uuid:uuid>/edit/",
        agreements.AgreementEdit.as_view(),
        name="agreement-edit",
    ),
    path(
        "administration/agreements/<uuid:uuid>/end/",
        agreements.AgreementEnd.as_view(),
        name="agreement-end",
    ),
    path(
        "administration/teams/<uuid:uuid>/join/",
        joining.MembershipPropose.as_view(),
        name="membership-propose",
    ),
    path("administration/joining/", joining.JoiningList.as_view(), name="joining-list"),
    path("administration/joining/<uuid:uuid>/", joining.JoiningDetail.as_view(), name="joining"),
    path(
        "administration/joining/<uuid:uuid>/agree/",
        joining.MembershipSecond.as_view(),
        name="membership-second",
    ),
    path(
        "administration/joining/<uuid:uuid>/refuse/",
        joining.MembershipRefuse.as_view(),
        name="membership-refuse",
    ),
    path(
        "administration/joining/<uuid:uuid>/withdraw/",
        joining.MembershipWithdraw.as_view(),
        name="membership-withdraw",
    ),
    path("administration/users/", people.UserList.as_view(), name="users"),
    path("administration/users/<uuid:uuid>/", people.UserDetail.as_view(), name="user"),
    path("administration/users/<uuid:uuid>/edit/", people.UserEdit.as_view(), name="user-edit"),
    path(
        "administration/users/<uuid:uuid>/disable/",
        people.UserDisable.as_view(),
        name="user-disable",
    ),
    path(
        "administration/users/<uuid:uuid>/enable/",
        people.UserEnable.as_view(),
        name="user-enable",
    ),
    path(
        "administration/users/<uuid:uuid>/confirm/",
        people.AddressConfirm.as_view(),
        name="user-confirm-address",
    ),
    path(
        "administration/users/<uuid:uuid>/link/",
        people.InvitationRenew.as_view(),
        name="invitation-renew",
    ),
    path(
        "administration/memberships/<uuid:uuid>/change/",
        people.MembershipChange.as_view(),
        name="membership-change",
    ),
    path(
        "administration/memberships/<uuid:uuid>/end/",
        people.MembershipEnd.as_view(),
        name="membership-end",
    ),
]
