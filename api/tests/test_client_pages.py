"""The pages of administration of API clients, and the page of documentation."""

import datetime

from django.urls import reverse
from django.utils import timezone

from agencies.models import Membership
from agencies.tests.factories import MembershipFactory, member
from api.models import ApiClient, ClientKey
from api.tests.factories import Program, make_client, make_key
from core.dates import format_short_day

LIST = "/administration/api-clients/"
TYPED = {
    "name": "Custody system",
    "purpose": "Contacts made in custody",
    "contact": "Help desk, 01632 960 100",
    "scopes": ["log:read", "log:write", "people:read"],
    "expires_on": "in 3 months",
    "a_minute": "120",
}


def page(client, name, *args):
    return client.get(reverse(f"api-clients:{name}", args=args))


def test_a_client_from_the_form_to_its_first_call(client, cast, person):
    one, other = (member(cast.police, Membership.Role.MANAGER) for _ in range(2))
    client.force_login(one)
    made = client.post(f"{LIST}new/", {**TYPED, "team": cast.police.pk})
    found = ApiClient.objects.get()
    assert made["Location"] == found.get_absolute_url(), made.content.decode()
    assert "Waiting for agreement" in page(client, "client", found.uuid).content.decode()
    assert client.post(reverse("api-clients:agree", args=[found.uuid])).status_code == 403

    client.force_login(other)
    assert "Contacts made in custody" in page(client, "agree", found.uuid).content.decode()
    client.post(reverse("api-clients:agree", args=[found.uuid]))
    shown = client.post(
        reverse("api-clients:key-make", args=[found.uuid]), {"expires_on": "tomorrow"}
    )

    secret = next(word for word in shown.content.decode().split() if "ecins_k_" in word)
    secret = "ecins_k_" + secret.partition("ecins_k_")[2].partition("<")[0]
    assert Program(secret).get("/api/v1/profiles/").json()["count"] == "1"
    after = page(client, "client", found.uuid).content.decode()
    assert secret not in after
    assert format_short_day(timezone.localdate() + datetime.timedelta(days=1)) in after


def test_who_agrees_is_told_who_makes_the_key(client, cast):
    """An administrator, who may agree, may make none."""
    found = make_client(cast.police, agreed=False)
    client.force_login(cast.administrator)

    after = client.post(reverse("api-clients:agree", args=[found.uuid]), follow=True)

    told = after.content.decode()
    assert "A manager of the team makes a key for it." in told
    assert "A manager of the team makes one" in told
    assert "Make a key" not in told


def test_of_several_teams_none_is_chosen_beforehand(client, cast):
    manager = member(cast.police, Membership.Role.MANAGER)
    client.force_login(manager)
    alone = client.get(f"{LIST}new/").context["form"]["team"]
    assert [label for _, label in alone.field.choices] == [str(cast.police)]

    MembershipFactory(team=cast.council, role=Membership.Role.MANAGER, user=manager)

    team = client.get(f"{LIST}new/").context["form"]["team"]
    assert next(iter(team.field.choices)) == ("", "Choose")
    answer = client.post(f"{LIST}new/", {**TYPED, "team": ""})
    assert "team" in answer.context["form"].errors


def test_a_client_without_a_purpose_is_refused_in_plain_words(client, cast):
    client.force_login(member(cast.police, Membership.Role.MANAGER))

    answer = client.post(f"{LIST}new/", {**TYPED, "purpose": "", "team": cast.police.pk})

    assert "Enter what it is for" in answer.content.decode()
    assert not ApiClient.objects.exists()


def test_a_key_and_a_client_are_revoked(client, cast):
    found = make_client(cast.police)
    key, secret = make_key(found)
    client.force_login(found.created_by)

    client.post(reverse("api-clients:key-revoke", args=[found.uuid, key.uuid]))
    assert Program(secret).get("/api/v1/profiles/").status_code == 401
    assert ClientKey.objects.get().revoked_by == found.created_by
    client.post(reverse("api-clients:revoke", args=[found.uuid]), {"reason": "Replaced"})

    assert "Replaced" in page(client, "client", found.uuid).content.decode()
    assert client.post(reverse("api-clients:key-make", args=[found.uuid])).status_code == 403


def test_the_list_is_for_who_looks_after_the_team(client, cast):
    found = make_client(cast.police)
    elsewhere = member(cast.elsewhere, Membership.Role.MANAGER)

    for user, shows in ((cast.administrator, True), (found.created_by, True), (elsewhere, False)):
        client.force_login(user)
        assert (found.name in client.get(LIST).content.decode()) is shows
    client.force_login(cast.officer)
    assert client.get(LIST).status_code == 403


def test_an_agreement_waits_on_home_of_those_who_may_give_it(client, cast):
    found = make_client(cast.police, agreed=False)
    words = f"May {found.name} use the API"

    for user, shows in ((cast.administrator, True), (found.created_by, False)):
        client.force_login(user)
        assert (words in client.get("/").content.decode()) is shows


def test_twenty_clients_cost_what_one_costs(client, cast, django_assert_max_num_queries):
    for number in range(20):
        make_client(cast.police, name=f"System {number}")
    client.force_login(cast.administrator)
    client.get(LIST)

    with django_assert_max_num_queries(25):
        client.get(LIST)


def test_the_documentation_is_a_page_of_ours(client, cast, program):
    client.force_login(cast.officer)

    answer = client.get("/api/v1/docs/")
    told = answer.content.decode()

    assert answer["Content-Type"].startswith("text/html")
    for words in ("?about=log", "log:write", 'id="stale"', "If-Match"):
        assert words in told
    log = client.get("/api/v1/docs/?about=log").content
    assert b"POST /api/v1/profiles/{uuid}/log/" in log
    assert client.get("/api/v1/docs/?about=nothing").status_code == 400
    assert "http://" not in told.replace("http://testserver", "")
    assert max(len(answer.content), len(log)) < 100_000
    assert program.get("/api/v1/docs/").status_code == 200


def test_a_client_is_offered_nothing_that_only_auditors_do(client, cast):
    client.force_login(member(cast.police, Membership.Role.MANAGER))

    assert "events:read" not in client.get(f"{LIST}new/").content.decode()
    answer = client.post(
        f"{LIST}new/", {**TYPED, "scopes": ["events:read"], "team": cast.police.pk}
    )

    assert answer.status_code == 200
    assert not ApiClient.objects.exists()


def test_what_a_client_may_do_is_told_in_the_order_of_the_form(client, cast):
    found = make_client(cast.police, scopes=["tasks:read", "log:write", "log:read"], agreed=False)
    client.force_login(cast.administrator)

    asked = page(client, "agree", found.uuid).content.decode()

    places = [asked.index(f"<li>{words}") for words in ("Read the log", "Add to", "Read tasks")]
    assert places == sorted(places)
