"""What tests of drafts share."""

from profiles.tests.factories import ContactKindFactory

TEXT = "He spoke of the landlord."
SAVE = "/drafts/save/"


def of(obj, kind="contact", **typed):
    return {"draft_kind": kind, "draft_of": str(obj.uuid), **typed}


def new(person):
    return f"/profiles/{person.uuid}/log/new/"


def complete(**typed):
    return {
        "kind": ContactKindFactory().pk,
        "moment": "yesterday",
        "text": TEXT,
        "basis": "fact",
        **typed,
    }


def text_of(draft):
    return draft.payload["text"]
