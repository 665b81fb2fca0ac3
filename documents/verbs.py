"""What can happen to the documents of a record."""

from audit.vocabulary import SECTION, group, looks, verb

DOCUMENTS = group("documents", "Documents", order=18)

looks("document", "documents", group=DOCUMENTS)


class Verb:
    """Past tense, found with one search beside its rule, service, page and test."""

    ADDED = verb("document.added", "Added a document", group=DOCUMENTS, audience=SECTION)
    VERSION_ADDED = verb(
        "document.version_added",
        "Added a new version of a document",
        group=DOCUMENTS,
        audience=SECTION,
    )
    EDITED = verb(
        "document.edited", "Edited the details of a document", group=DOCUMENTS, audience=SECTION
    )
    WITHDRAWN = verb(
        "document.withdrawn", "Withdrew a document", group=DOCUMENTS, audience=SECTION
    )
