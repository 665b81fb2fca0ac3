"""Story 8: another system gets exactly what its permissions say, until somebody ends it."""

import http.client
import json
import os
import re
import subprocess
import sys
from contextlib import closing
from urllib.parse import urlsplit

import pytest

from ecins.launch.site import ROOT
from tests.e2e.screens import with_and_without

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
EXAMPLE = ROOT / "docs/examples/follow_changes.py"
PERSON = "SELECT uuid FROM profiles_profile WHERE surname = %s AND forenames LIKE %s"
SAID = "SELECT count(*) FROM profiles_contact WHERE text = 'Came to the reporting centre on time.'"


def call(site, key, path):
    """The status and the answer of a call with a key."""
    connection = http.client.HTTPConnection(urlsplit(site.address).netloc, timeout=30)
    with closing(connection):
        headers = {"Authorization": f"Bearer {key}", "On-Behalf-Of": "Ann Reeve"}
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())


def run_example(site, client, key, *words, place):
    """What a partner's program prints; it is the one that the how-to shows."""
    known = {"ECINS": site.address, "ECINS_CLIENT": client, "ECINS_KEY": key}
    done = subprocess.run(
        [sys.executable, EXAMPLE, *words],
        env={**os.environ, **known, "ECINS_PLACE": str(place)},
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done.stdout + done.stderr


@with_and_without
def test_another_system_gets_what_its_permissions_say(reader, site, screen, tmp_path):
    width = "wide" if screen["width"] > 400 else "phone"
    ((jordan,),) = site.query(PERSON, "Pellworth", "Jordan%")
    ((hidden,),) = site.query(PERSON, "Cuckfield", "%")

    lead = reader("lead.staffordshire")
    lead.open("/administration/api-clients/")
    lead.leave_by(lead.page.get_by_role("button", name="Add an API client"))
    lead.fill("Name", "Reporting centre")
    lead.fill("What is it for?", "Posts who came to the reporting centre")
    lead.fill("Who looks after the program?", "Ann Reeve, 01632 960 111")
    lead.choose("Read reports", "Read figures", "Add to the log", "Follow what changes")
    lead.fill("Last day", "31/12/2098")
    lead.press("Add the client")
    lead.sees("Enter a day within a year")
    assert lead.field("Name").input_value() == "Reporting centre"
    lead.fill("Last day", site.query("SELECT (current_date + 60)::text")[0][0])
    lead.press("Add the client")
    lead.sees("Reporting centre", "must agree")
    page = lead.page.url
    lead.picture(f"{width}-client-added")

    admin = reader("admin.staffordshire")
    admin.open(page)
    admin.leave_by(admin.page.get_by_role("button", name="Agree"))
    admin.press("Agree")
    admin.picture(f"{width}-client-agreed")

    lead.open(page)
    lead.leave_by(lead.page.get_by_role("button", name="Make a key"))
    lead.fill("Last day of the key", site.query("SELECT (current_date + 30)::text")[0][0])
    lead.press("Make the key")
    lead.sees("Copy the key now", "It is shown once")
    key = re.search(r"ecins_k_\S+", lead.text)[0]
    lead.picture(f"{width}-key-made")
    lead.open(page)
    lead.does_not_see(key)
    client = page.rstrip("/").rpartition("/")[2]

    # Exactly what was ticked.
    assert call(site, key, f"/api/v1/profiles/{jordan}/reports/")[0] == 200
    assert call(site, key, "/api/v1/statistics/people-by-role/")[0] == 200
    for refused in ("/api/v1/profiles/", f"/api/v1/profiles/{jordan}/log/", "/api/v1/cases/"):
        status, told = call(site, key, refused)
        assert (status, told["type"].partition("#")[2]) == (403, "insufficient-scope")
    assert call(site, key, f"/api/v1/profiles/{hidden}/reports/")[0] == 404

    # The program of the how-to writes once, however often it is run, and is told what changed.
    place = tmp_path / "changes.place"
    run_example(site, client, key, "follow", "--once", place=place)
    said = "Came to the reporting centre on time."
    moment = site.query("SELECT to_char(now() - interval '1 hour', 'YYYY-MM-DD\"T\"HH24:MI')")
    posted = ("post", str(jordan), "visit", moment[0][0], said)
    for _ in range(2):
        assert "Written: " in run_example(site, client, key, *posted, place=place)
    assert site.query(SAID) == [(1,)]

    officer = reader("officer.staffordshire")
    officer.open(f"/profiles/{jordan}/log/")
    officer.sees(said, "Reporting centre")
    officer.open("/search/?q=reporting+centre")
    officer.sees("Jordan Pellworth", said)
    officer.picture(f"{width}-client-found")

    auditor = reader("auditor")
    auditor.open("/audit/")
    auditor.sees("Reporting centre (API) for Ann Reeve")
    auditor.picture(f"{width}-client-audited")
    auditor.does_not_see("Pellworth")

    lead.open(page)
    lead.leave_by(lead.page.get_by_role("button", name="Revoke the client"))
    lead.fill("Why?", "The centre closes")
    lead.press("Revoke")
    assert call(site, key, f"/api/v1/profiles/{jordan}/reports/")[0] == 401
    assert "No token" in run_example(site, client, key, *posted, place=place)
