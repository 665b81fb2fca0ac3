"""What can happen to a draft, and to a form that came too late."""

from audit.vocabulary import AUDITORS, group, looks, pages, verb

DRAFTS = group("drafts", "Drafts", order=90)

FORMS = group("forms", "Kinds of forms", order=95)

looks("form_kind", "kinds of forms", group=FORMS)
looks("draft", "drafts", group=DRAFTS)
pages(
    {
        "draft.view": "a draft",
        "form_kind.view": "a kind of form",
        "form_kind.add": "“Add a kind of report”",
        "form_kind.copy": "“Copy a kind of form”",
        "form_kind.edit": "“Change a kind of form”",
    }
)


class Verb:
    """Past tense, found with one search beside its rule, service, page and test."""

    STARTED = verb("draft.started", "Started a draft", group=DRAFTS, audience=AUDITORS)
    DISCARDED = verb("draft.discarded", "Discarded a draft", group=DRAFTS, audience=AUDITORS)
    RESTORED = verb(
        "draft.restored", "Brought back a discarded draft", group=DRAFTS, audience=AUDITORS
    )
    CAME_LATE = verb(
        "draft.came_late",
        "Sent a form after the session had ended; kept for them",
        group=DRAFTS,
        audience=AUDITORS,
    )
    REMOVED = verb("draft.removed", "Deleted an old draft", group=DRAFTS, audience=AUDITORS)
    KIND_ADDED = verb("form_kind.added", "Added a kind of form", group=FORMS, audience=AUDITORS)
    KIND_COPIED = verb("form_kind.copied", "Copied a kind of form", group=FORMS, audience=AUDITORS)
    KIND_EDITED = verb(
        "form_kind.edited", "Changed a kind of form", group=FORMS, audience=AUDITORS
    )
    SECTION_ADDED = verb(
        "form_section.added", "Added a section to a kind of form", group=FORMS, audience=AUDITORS
    )
    SECTION_EDITED = verb(
        "form_section.edited",
        "Changed a section of a kind of form",
        group=FORMS,
        audience=AUDITORS,
    )
    QUESTION_ADDED = verb(
        "form_question.added",
        "Added a question to a kind of form",
        group=FORMS,
        audience=AUDITORS,
    )
    QUESTION_EDITED = verb(
        "form_question.edited",
        "Changed a question of a kind of form",
        group=FORMS,
        audience=AUDITORS,
    )
    CHOICE_ADDED = verb("choice.added", "Added a choice to a list", group=FORMS, audience=AUDITORS)
    CHOICE_CHANGED = verb(
        "choice.changed", "Changed a choice of a list", group=FORMS, audience=AUDITORS
    )
