"""What stories are told with: a record opened, access given, a contact and a report written."""

from django.utils import timezone

TERMS = {
    "sections": ["log", "reports"],
    "level": 2,
    "purpose": "Joint management",
    "basis": "crime-and-disorder",
    "how_long": "7days",
}


def opened(one, team, **said):
    """The uuid of a new record of a person."""
    body = {"surname": "Ashdown", "forenames": "Craig", "sex": "male", "born_on": "1988-04-02"}
    body |= {"team": str(team.uuid), **said}
    return one.told("post_profiles", body=body)["uuid"]


def granted(one, uuid, teams, record="profiles", **terms):
    """Access given to these teams, or by name."""
    body = {**TERMS, "teams": [str(team.uuid) for team in teams], **terms}
    return one.told(f"post_{record}_one_grants", uuid=uuid, body=body)


def wrote(one, person, text, **said):
    """A contact of today in the log of a person."""
    kind = one.choice("get_profiles_one_log_new", "kind", "Phone", uuid=person)
    today = timezone.localdate().isoformat()
    body = {"kind": kind, "moment": today, "text": text, "basis": "fact", **said}
    return one.told("post_profiles_one_log", uuid=person, body=body)


def wrote_report(one, person, kind):
    """A report of this kind: started, filled in and submitted."""
    draft = one.told("post_profiles_one_reports", uuid=person, body={"kind": kind})
    for section in draft["sections"]:
        name, at = one.at(section["url"])
        asked = one.told(f"{name}_edit", **at)["fields"]
        said = {field["name"]: answer(field) for field in asked if field["type"] != "list"}
        one.changed(name.replace("get", "patch", 1), body=said, **at)
    _, at = one.at(draft["url"])
    return one.told("post_profiles_one_reports_one_submit", **at)


def answer(field):
    """Something that this field takes."""
    if field.get("choices"):
        return field["choices"][0]["value"]
    return timezone.localdate().isoformat() if field["type"] == "date" else "As they said"
