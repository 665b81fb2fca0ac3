"""A client of the E-CINS API in one file: writes a contact into a log, and follows what changes.

It needs Python 3.11 and nothing else. Set ECINS (the address), ECINS_CLIENT and ECINS_KEY, then:

    python follow_changes.py post PERSON KIND MOMENT TEXT     # PERSON is the uuid of the record
    python follow_changes.py follow                           # until you press Ctrl-C
    python follow_changes.py follow --once

The same `post` twice writes one contact. `follow` goes on where it stopped: it keeps its place in
the file that ECINS_PLACE names (changes.place).
"""

import json
import os
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from pathlib import Path

SITE = os.environ["ECINS"].rstrip("/")
CLIENT, KEY = os.environ["ECINS_CLIENT"], os.environ["ECINS_KEY"]
PLACE = Path(os.environ.get("ECINS_PLACE", "changes.place"))
ON_BEHALF_OF = os.environ.get("ECINS_USER", "")
TRIES, PAUSE = 5, 10
TRY_LATER = (429, 502, 503, 504)
token = ""


def send(method, path, body=None, headers=None):
    """One request. Returns the status, the headers and the answer, also when it is refused."""
    request = urllib.request.Request(SITE + path, data=body, method=method, headers=headers or {})
    try:
        answer = urllib.request.urlopen(request, timeout=30)
    except urllib.error.HTTPError as refused:
        answer = refused
    with answer:
        try:
            return answer.status, answer.headers, json.load(answer)
        except ValueError:  # not from E-CINS, but from something in between
            return answer.status, answer.headers, {"detail": answer.reason}


def get_token():
    """A token for half an hour, by OAuth 2 client credentials. Returns what `send` does."""
    global token
    asked = {"grant_type": "client_credentials", "client_id": CLIENT, "client_secret": KEY}
    status, headers, told = send("POST", "/api/v1/token/", urllib.parse.urlencode(asked).encode())
    if "access_token" in told:
        token = told["access_token"]
    elif status not in TRY_LATER:
        sys.exit(f"No token: {told.get('error_description') or told}")
    return status, headers, told


def send_with_token(method, path, data, headers):
    """One request, for which a token is got if there is none."""
    if not token:
        answer = get_token()
        if not token:
            return answer
    return send(method, path, data, {"Authorization": f"Bearer {token}", **headers})


def call(method, path, body=None, **headers):
    """A call: with a new token when the old one has ended, and again when E-CINS says later."""
    global token
    data, is_renewed = None if body is None else json.dumps(body).encode(), False
    sent = {"Content-Type": "application/json", **headers}
    if ON_BEHALF_OF:
        sent["On-Behalf-Of"] = ON_BEHALF_OF
    for attempt in range(TRIES):
        try:
            status, told_headers, told = send_with_token(method, path, data, sent)
        except OSError as problem:  # no connection: the same call again is safe, see `post`
            status, told_headers, told = 503, {}, {"detail": str(problem)}
        if status == 401 and not is_renewed:
            token, is_renewed = "", True
        elif status in TRY_LATER:
            time.sleep(int(told_headers.get("Retry-After") or 2**attempt))
        else:
            break
    if status >= 400:
        fields = "; ".join(f"{one['field']}: {one['message']}" for one in told.get("errors", []))
        sys.exit(f"{status} {told.get('detail', told)} {fields}".strip())
    return told


def post(person, kind, moment, text):
    """Write one dealing with a person. The key makes sure that it is written once."""
    key = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{SITE} {person} {kind} {moment} {text}"))
    contact = {"kind": kind, "moment": moment, "text": text, "basis": "fact"}
    path = f"/api/v1/profiles/{person}/log/"
    written = call("POST", path, contact, **{"Idempotency-Key": key})
    print(f"Written: {written['url']}")


def follow(*, once):
    """Tell what changes. The place is kept after its changes were dealt with, never before."""
    path = PLACE.read_text().strip() if PLACE.exists() else "/api/v1/changes/"
    while True:
        told = call("GET", path)
        for change in told["results"]:
            print(change["at"], change["what"], change["kind"], change["uuid"], flush=True)
        path = told["next"]
        PLACE.write_text(path)
        if not told["more"]:
            if once:
                return
            time.sleep(PAUSE)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["post", person, kind, moment, text]:
            post(person, kind, moment, text)
        case ["follow"] | ["follow", "--once"]:
            follow(once=sys.argv[-1] == "--once")
        case _:
            sys.exit(__doc__)
