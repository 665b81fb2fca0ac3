"""Reviews of risk: overdue for those whose work it is; the history drawn, within what is held."""

import datetime

from django.utils import timezone

from access.tests.factories import give
from profiles.tests.factories import RiskAssessmentFactory, RiskLevelFactory, make_person
from profiles.tests.walking import post, url

DAY = datetime.timedelta(days=1)
TODAY = timezone.localdate()
TITLE = "Risk reviews overdue"


def assess(person, **fields):
    dated = {"assessed_on": TODAY - 90 * DAY, "review_on": TODAY - 2 * DAY}
    return RiskAssessmentFactory(profile=person, **dated | fields)


def reads(client, reader, address, **asked):
    client.force_login(reader)
    return client.get(address, asked).content.decode()


def test_an_overdue_review_surfaces_where_somebody_acts_on_it(
    client, person, manager, officer, colleague, outsider
):
    assess(person)
    assess(make_person(by=officer, surname="Later"), review_on=TODAY + DAY)
    assess(make_person(by=manager, surname="Never"), review_on=None)
    again = make_person(by=manager, surname="Again")
    assess(again)
    assess(again, assessed_on=TODAY, review_on=TODAY + 90 * DAY)

    for reader in (manager, person.lead):
        home = reads(client, reader, "/")
        assert TITLE in home
        assert home.count("Overdue 2 days") == 1
    for reader in (officer, colleague, outsider):
        assert TITLE not in reads(client, reader, "/")
    overview = reads(client, officer, url("overview", person))
    assert "Review the risk" in overview
    assert "Assess risk" in overview
    assert "Review the risk" in reads(client, officer, url("details", person))
    found = reads(client, officer, "/profiles/", review="late")
    assert "Pellworth" in found
    assert not any(name in found for name in ("Later", "Never", "Again"))


def test_reviews_are_told_to_those_who_hold_risk(client, person, manager, outsider):
    assess(person)
    assess(person, assessed_on=TODAY - 9 * DAY)
    give(person, manager, outsider.acting_team, sections=["log", "reports"])

    for name in ("overview", "details"):
        assert "Review the risk" not in reads(client, outsider, url(name, person))
    assert "Pellworth" not in reads(client, outsider, "/profiles/", review="late")
    client.force_login(outsider)
    assert client.get(url("risk", person)).status_code == 404


def test_the_history_is_drawn_for_each_kind_of_risk(client, person, manager):
    low = RiskLevelFactory(code="low", name="Low", badge="low")
    assess(person, level=low, assessed_on=TODAY - 90 * DAY)
    assess(person, of_what="reoffending")
    assert "ecins-drawing" not in reads(client, manager, url("risk", person))

    assess(person, assessed_on=TODAY, review_on=None)
    page = reads(client, manager, url("risk", person))

    assert page.count("ecins-drawing") == 1
    drawn = client.get(url("risk", person)).context["pictures"][0]
    assert [point.words.partition(" on ")[0] for point in drawn.points] == ["Low", "High"]
    low_at, high_at = (point.y for point in drawn.points)
    assert low_at > high_at
    assert drawn.path == f"M84 {low_at}H366V{high_at}H366"
    assert "style=" not in page.partition("<svg viewBox")[2].partition("</svg>")[0]


def test_the_review_comes_after_the_assessment(signed_in, person):
    level = RiskLevelFactory()
    typed = {"level": level.pk, "of_what": "harm", "rationale": "Threats", "assessed_on": "today"}

    _, page = post(signed_in, url("risk-assess", person), **typed, review_on="today")
    assert "Enter a day after the assessment" in page
    assert "Threats" in page

    post(signed_in, url("risk-assess", person), **typed, review_on=f"{TODAY + 28 * DAY}")
    assert person.risk_assessments.get().review_on == TODAY + 28 * DAY
    assert "Review due" in signed_in.get(url("risk", person)).content.decode()
