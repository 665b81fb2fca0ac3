"""Lines of the log, without what leads to a person: addresses of pages and of e-mail."""

import logging
import re

_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
# Part of an address, or of what could not be made one. A task's own number stays.
_IN_ADDRESS = re.compile(rf"(?<=/){_UUID}|(?<=UUID\(['\"]){_UUID}", re.IGNORECASE)
_QUERY = re.compile(r"((?:^|[\s\"'(=])(?:https?:/)?/[^\s?\"']*)\?[^\s\"']+")
_EMAIL = re.compile(r"\w[\w.+'-]*@[\w-]+(?:\.[\w-]+)+")


def without_people(text: str) -> str:
    """The text, with … for uuids in addresses, what is asked for there, and e-mail addresses."""
    text = _QUERY.sub(r"\1?…", _IN_ADDRESS.sub("…", text))
    return _EMAIL.sub("…@…", text)


class RouteForPath(logging.Filter):
    """Django's lines about requests name the kind of page, as in profiles/<uuid:uuid>/log/."""

    def filter(self, record: logging.LogRecord) -> bool:
        what, is_path, _ = record.getMessage().partition(": /")
        if is_path:
            request = getattr(record, "request", None)
            found = getattr(request, "resolver_match", None)
            kind = f"/{found.route}" if found else "an address of no page"
            record.msg, record.args = f"{what}: {kind}", ()
        return True
