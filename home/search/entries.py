"""Log entries, actions, reports and documents, found by what is written in them."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Q, QuerySet
from django.urls import reverse

from cases.models import Action, CaseDocument, Participant
from core import prepared
from core.paging import encode
from core.querysets import as_array
from home.search import texts
from home.search.asked import Asked
from home.search.marking import found_in, marks_of, piece_of
from home.search.rows import Group, Look, Row
from home.search.spelling import nearly
from profiles.models import Contact, ProfileDocument, Report

OF_KIND = {
    "log": [texts.LOG],
    "actions": [texts.ACTIONS],
    "reports": [texts.REPORTS],
    "documents": [texts.OF_PEOPLE, texts.OF_CASES],
}
TABLES = [one.table for some in OF_KIND.values() for one in some]
LOOKS = {
    "log": [Look(Contact, "profile.view_log", "log")],
    "actions": [Look(Action, "case.view_actions", "actions", is_limited=False)],
    "reports": [Look(Report, "profile.view_reports", "reports")],
    "documents": [
        Look(ProfileDocument, "profile.view_documents", "documents"),
        Look(CaseDocument, "case.view_documents", "documents", is_limited=False),
    ],
}
NOUNS = {
    "log": "log entries",
    "actions": "actions",
    "reports": "reports",
    "documents": "documents",
}
NOTHING = "Enter letters or digits to find {}."
TOO_MANY = (
    "There are too many {} to search them all, so some with these words may be missing. Add a "
    "word, or set the dates From and To."
)


Made = tuple[Row, str]
Numbered = tuple[int, Row]


def find(asked: Asked) -> list[Group]:
    """The groups of those kinds that are asked for, each with its first rows."""
    kinds = [kind for kind in OF_KIND if kind in asked.kinds]
    if not (asked.tokens or asked.day):
        return [Group(kind, LOOKS[kind], note=NOTHING.format(NOUNS[kind])) for kind in kinds]
    sought = [one for kind in kinds for one in OF_KIND[kind]]
    ids = texts.find(asked, sought)
    rows = _rows(asked, ids)
    return [_group(kind, asked, ids, rows) for kind in kinds]


def _group(
    kind: str, asked: Asked, ids: dict[str, texts.Ids], rows: dict[str, list[Numbered]]
) -> Group:
    names = [one.name for one in OF_KIND[kind]]
    if kind == "documents":
        found, cursor = _newest_documents(asked, rows)
    else:
        found = [row for _, row in rows.get(kind, ())]
        over = len(ids[kind].keys) > asked.size
        cursor = texts.cursor_after(ids[kind].keys[asked.size - 1]) if over else ""
    is_capped = any(ids[name].is_capped for name in names)
    note = TOO_MANY.format(NOUNS[kind]) if is_capped else ""
    if asked.near and found:
        spelt = nearly(asked, (f"{row.title} {row.text}" for row in found))
        note = f"{spelt} {note}".strip()
    return Group(
        kind,
        LOOKS[kind],
        found,
        next_cursor=cursor,
        is_first=not asked.after,
        note=note,
        is_alike=bool(asked.near),
    )


def _newest_documents(asked: Asked, rows: dict[str, list[Numbered]]) -> tuple[list[Row], str]:
    """The newest of both tables; and the last of each, where the next page begins."""
    of_both = [
        (row.when, number, pk, row)
        for number, one in enumerate(texts.DOCUMENTS)
        for pk, row in rows.get(one.name, ())
    ]
    of_both.sort(key=lambda one: one[0], reverse=True)
    last = list(texts.documents_before(asked.after))
    for _, number, pk, _ in of_both[: asked.size]:
        last[number] = pk
    cursor = encode(*last) if len(of_both) > asked.size else ""
    return [row for *_, row in of_both[: asked.size]], cursor


# What belongs to a case is about the people whom the case names.
OF_CASE, OF_DOCUMENTS = ("actions", "of_cases"), ("of_people", "of_cases")


# ---- The rows -----------------------------------------------------------------------------------


def _rows(asked: Asked, ids: dict[str, texts.Ids]) -> dict[str, list[Numbered]]:
    """Rows of what was found, in its order, with the words marked that were looked for."""
    # Of documents one more, since two tables share a page.
    keys = {name: one.ids[: asked.size + (name in OF_DOCUMENTS)] for name, one in ids.items()}
    if not any(keys.values()):
        return {}
    fetched = _fetched(user=asked.user, **{name: as_array(keys.get(name, ())) for name in MAKERS})
    people = defaultdict(list)
    for case, person in fetched["people"]:
        people[case].append(person)
    made: dict[str, list[tuple[int, Made]]] = {}
    for name, some in keys.items():
        by_id = {one.pk: one for one in fetched[name]}
        made[name] = [(pk, _made(name, by_id[pk], people)) for pk in some if pk in by_id]
    every = [one for some in made.values() for _, one in some]
    sought = [*asked.tokens, *asked.stems_near]
    found = found_in((f"{row.title} {text}" for row, text in every), sought)
    return {name: [(pk, _marked(one, found)) for pk, one in some] for name, some in made.items()}


def _made(name: str, entry: Any, people: dict[int, list[int]]) -> Made:
    row, text = MAKERS[name](entry)
    return (replace(row, subjects=people[entry.case_id]) if name in OF_CASE else row), text


def _marked(made: Made, found: set[str]) -> Row:
    row, text = made
    piece = piece_of(text, found)
    return replace(row, text=piece, mark=marks_of(f"{row.title} {piece}", found))


@prepared.query
def _fetched(
    *, user: Any, log: Any, actions: Any, reports: Any, of_people: Any, of_cases: Any
) -> dict[str, QuerySet]:
    """What was found, as its reader may read it: whatever found it, this is the rule."""
    contacts = Contact.objects.visible_to(user).filter(pk__any=log)
    done = Action.objects.visible_to(user).filter(pk__any=actions)
    written = Report.objects.visible_to(user).submitted().filter(pk__any=reports)
    files = ProfileDocument.objects.visible_to(user).in_force().filter(pk__any=of_people)
    case_files = CaseDocument.objects.visible_to(user).in_force().filter(pk__any=of_cases)
    # The people whom these cases name, for the log of events: of the entries above, which the
    # reader may read, and shown to nobody. As arrays: PostgreSQL believes that
    # a list of either has most cases in it, and then reads all who take part in any.
    of_done = ArraySubquery(done.order_by().values("case_id"))
    of_files = ArraySubquery(case_files.order_by().values("case_id"))
    named = Participant.objects.filter(
        Q(case__any=of_done) | Q(case__any=of_files), profile__isnull=False
    )
    return {
        "people": named.order_by().values_list("case_id", "profile_id"),
        "log": contacts.with_words().select_related("profile").order_by(),
        "actions": done.with_words().select_related("case").order_by(),
        "reports": written.with_words().select_related("profile").order_by(),
        "of_people": files.select_related("profile").order_by(),
        "of_cases": case_files.select_related("case").order_by(),
    }


def _contact(entry: Contact) -> Made:
    """It leads to the log of that day: an entry has no page of its own."""
    person, day = entry.profile, entry.happened_on.isoformat()
    row = Row(
        "log",
        entry.uuid,
        person.reference,
        entry.title,
        f"{reverse('profiles:log', args=[person.uuid])}?since={day}&until={day}",
        entry.happened,
        who=person.name,
        subjects=[person.pk],
    )
    told = f"Told by {entry.told_by}." if entry.told_by else ""
    return row, _joined(entry.text, entry.response, entry.anxieties, told)


def _action(action: Action) -> Made:
    row = Row(
        "actions",
        action.uuid,
        action.case.reference,
        str(action.kind),
        reverse("cases:action", args=[action.case.uuid, action.uuid]),
        action.happened,
        who=action.case.title,
        tag=("Planned", "blue") if action.is_planned else None,
    )
    told = f"Told by {action.told_by}." if action.told_by else ""
    return row, _joined(action.text, action.result_words, told, action.follow_up)


def _report(report: Report) -> Made:
    person = report.profile
    row = Row(
        "reports",
        report.uuid,
        person.reference,
        str(report.kind),
        report.get_absolute_url(),
        report.happened,
        who=person.name,
        subjects=[person.pk],
    )
    questions = (one for section in report.content for one in section["questions"])
    return row, _joined(
        *(part for one in questions for part in (one.get("text"), one.get("more")))
    )


def _joined(*parts: str | None) -> str:
    """The parts of what was written, told apart."""
    return " · ".join(part for part in parts if part)


def _of_person(document: ProfileDocument) -> Made:
    person = document.profile
    row = _document(document, person, reverse("profiles:documents", args=[person.uuid]))
    return replace(row, subjects=[person.pk]), document.description


def _of_case(document: CaseDocument) -> Made:
    case = document.case
    return (
        _document(document, case, reverse("cases:documents", args=[case.uuid])),
        document.description,
    )


def _document(document: Any, record: Any, url: str) -> Row:
    return Row(
        "documents",
        document.uuid,
        record.reference,
        document.name,
        url,
        document.written_at,
        who=record.name,
        tag=(str(document.kind), "grey"),
        of=type(document),
    )


MAKERS: dict[str, Callable[[Any], Made]] = {
    "log": _contact,
    "actions": _action,
    "reports": _report,
    "of_people": _of_person,
    "of_cases": _of_case,
}
