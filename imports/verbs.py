"""What can happen to an import of people."""

from audit.vocabulary import AUDITORS, group, looks, pages, verb

IMPORTS = group("imports", "Imports", order=19)

looks("import", "imports", group=IMPORTS)
pages(
    {
        "import.list": "imports of people",
        "import.prepare": "“New import”",
        "import.view": "the import",
        "import.choose": "possible duplicates of the import",
        "import.start": "“Start the import”",
        "import.stop": "“Stop the import”",
        "import.cancel": "“Cancel the import”",
    }
)


class Verb:
    """Past tense, found with one search beside its rule, service, page and test.

    They happen to the import. What happens to each record is in its own History.
    """

    UPLOADED = verb("import.uploaded", "Read a file for", group=IMPORTS, audience=AUDITORS)
    CHECKED = verb("import.checked", "Checked", group=IMPORTS, audience=AUDITORS)
    HANDED = verb(
        "import.handed", "Asked to compare with records", group=IMPORTS, audience=AUDITORS
    )
    CHOSEN = verb("import.chosen", "Decided about duplicates of", group=IMPORTS, audience=AUDITORS)
    STARTED = verb("import.started", "Agreed to", group=IMPORTS, audience=AUDITORS)
    ADVANCED = verb("import.advanced", "Imported rows of", group=IMPORTS, audience=AUDITORS)
    STOPPED = verb("import.stopped", "Stopped", group=IMPORTS, audience=AUDITORS)
    DONE = verb("import.done", "Finished", group=IMPORTS, audience=AUDITORS)
    CANCELLED = verb("import.cancelled", "Cancelled", group=IMPORTS, audience=AUDITORS)
    ERASED = verb("import.erased", "Erased the rows of", group=IMPORTS, audience=AUDITORS)
