#!/usr/bin/env python3
"""Installs the product as docs/how-to/real-servers.md says, and asks for pages over nginx.

    sudo apt-get install postgresql redis-server nginx-light pgbouncer openssl python3-venv git
    python3 deploy/try

On Debian's own PostgreSQL, Redis, nginx and PgBouncer, without containers and systemd: in a new
folder, on ports of its own, and by an account without rights (as root: `nobody`). What is typed is
taken from the how-to, what is started from deploy/: only folders, names and ports are others.
Everything is stopped and removed at the end; KEEP=1 keeps the folder with the logs.
"""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys

from place import ROOT, SITE, Place, eventually, expect, fail, give_away, listens, say, write

HOW_TO = (ROOT / "docs/how-to/real-servers.md").read_text()
NEEDED = {
    "redis-server": "redis-server",
    "nginx": "nginx-light",
    "pgbouncer": "pgbouncer",
    "openssl": "openssl",
    "curl": "curl",
    "git": "git",
}
PASSWORD = "lantern ferry cobble oboe"


def section(number):
    """A section of the how-to, by its number."""
    return re.search(rf"^## {number}\. .*?(?=^## )", HOW_TO, re.MULTILINE | re.DOTALL)[0]


def blocks(number):
    """What is to be typed in it, a block each."""
    found = re.findall(r"(?:^ {4}\S.*\n)+", section(number), re.MULTILINE)
    return ["\n".join(line[4:] for line in block.splitlines()) for block in found]


def start_servers(place):
    """PostgreSQL, Redis and the pool as an administrator would set them up."""
    home, port = place.home, place.ports["postgres"]
    (home / "pool").mkdir()
    give_away(place)
    place.run(
        f"initdb --pgdata={home}/data --username=postgres --auth-local=peer "
        "--auth-host=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 --no-sync"
    )
    place.run(
        f"echo 'local all postgres trust' > {home}/hba; cat {home}/data/pg_hba.conf "
        f">> {home}/hba; mv {home}/hba {home}/data/pg_hba.conf"
    )
    place.start(
        "postgres",
        f"postgres -D {home}/data -p {port} -k {home} -c listen_addresses=127.0.0.1",
    )
    redis = place.ports["redis"]
    place.start("redis", f"redis-server --port {redis} --bind 127.0.0.1 --save '' --dir {home}")
    eventually(lambda: listens(port) and listens(redis), "PostgreSQL or Redis")
    (statements,) = [block for block in blocks(1) if "CREATE DATABASE" in block]
    for role, words in (
        ("owner", "one-long-random-password"),
        ("app", "another-long-random-password"),
    ):
        statements = statements.replace(f"'{words}'", f"'{place.passwords[role]}'")
    psql = f"psql --host={home} --port={port} --username=postgres --set=ON_ERROR_STOP=1"
    place.run(psql, feed=statements)
    # SCRAM's secrets, which the pool needs to check passwords.
    place.run(
        f"{psql} --tuples-only --no-align --command=\"SELECT '\\\"' || rolname || '\\\" \\\"' || "
        f"rolpassword || '\\\"' FROM pg_authid WHERE rolname = 'app'\" > {home}/pool/userlist.txt"
    )
    ini = place.here((ROOT / "deploy/pgbouncer/pgbouncer.ini").read_text())
    write(place, home / "pool/pgbouncer.ini", f"{ini}unix_socket_dir =\n")
    place.start("pgbouncer", f"pgbouncer {home}/pool/pgbouncer.ini")
    eventually(lambda: listens(place.ports["pool"]), "PgBouncer")


def install(place):
    """Code and settings, word for word but for the account, which is there."""
    typed, by_hand = blocks(2)[:2]
    typed = re.sub(r"^useradd .*\n", "", typed, flags=re.MULTILINE)
    # Cloned by who runs this: git opens nobody else's repository.
    subprocess.run(["git", "clone", "-q", ROOT, place.home / "srv"], check=True)
    give_away(place)
    typed = re.sub(r"^git clone .* && ", "", typed, flags=re.MULTILINE)
    typed = re.sub(r" -o \w+ -g \w+", "", typed)
    if ready := os.environ.get("VENV"):  # installed already: quicker to try again
        typed = typed.replace("python3 -m venv .venv", f"ln -s {ready} .venv")
        typed = re.sub(r"^\.venv/bin/pip .*\n", "", typed, flags=re.MULTILINE)
    place.run(place.here(typed))
    say("the code and its packages are installed")
    key = "import secrets; print(secrets.token_urlsafe(50))"
    fernet = "import base64, os; print(base64.urlsafe_b64encode(os.urandom(32)).decode())"
    site = (place.home / "etc/site.env").read_text()
    for name, code in (("SECRET_KEY", key), ("SECOND_STEP_KEYS", fernet)):
        made = place.run(f"python3 -c {shlex.quote(code)}").strip()
        site = site.replace(f"{name}=''", f"{name}='{made}'")
    pool = "5432" if os.environ.get("POOL") == "0" else "6432"
    site = site.replace(
        "app:password@127.0.0.1:5432", f"app:{place.passwords['app']}@127.0.0.1:{pool}"
    )
    # No mail server is here: none is asked.
    site = re.sub(r"^EMAIL_(SECURITY|PORT)=.*\n", "", site, flags=re.MULTILINE)
    site = place.here(site).replace(f"https://{SITE}", f"https://{SITE}:{place.ports['tls']}")
    write(place, place.home / "etc/site.env", site)
    owner = (place.home / "etc/owner.env").read_text()
    owner = owner.replace("owner:password", f"owner:{place.passwords['owner']}")
    write(place, place.home / "etc/owner.env", place.here(owner))
    for folder in ("lib", "lib-beat", "counts", "log", "backups"):  # systemd's StateDirectory
        (place.home / folder).mkdir(mode=0o700)
        give_away(place, place.home / folder)
    place.run(place.here(by_hand))
    say("migrated, areas loaded, static files collected")


def first_administrator(place):
    secret = place.home / "etc/password"
    write(place, secret, f"{PASSWORD}\n")
    secret.chmod(0o600)
    (command,) = [block for block in blocks(3) if block.endswith("first_administrator")]
    named = shlex.join(
        [
            *("--area", "Staffordshire", "--agency", "Staffordshire Police", "--kind", "police"),
            *("--username", "first.administrator", "--name", "Colette Innesby"),
            *("--password-file", str(secret)),
        ]
    )
    expect(
        place.run(place.with_settings(f"{command} {named}")), "Colette Innesby is administrator"
    )
    say("the first administrator is made")


def start_site(place):
    for name in ("web", "worker", "beat", "metrics"):
        place.start_unit(name)
    home = place.home
    place.run(
        f"openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN={SITE} "
        f"-addext subjectAltName=DNS:{SITE} -keyout {home}/ecins.key -out {home}/ecins.pem "
        "2>/dev/null"
    )
    conf = place.here((ROOT / "deploy/nginx/ecins.conf").read_text())
    conf = re.sub(r"^ *listen \[::\].*\n", "", conf, flags=re.MULTILINE)
    conf = conf.replace("listen 80;", f"listen 127.0.0.1:{place.ports['plain']};")
    conf = conf.replace("listen 443 ssl", f"listen 127.0.0.1:{place.ports['tls']} ssl")
    write(place, home / "site.conf", conf)
    temporary = "".join(
        f"  {name}_temp_path {home}/log/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    write(
        place,
        home / "nginx.conf",
        f"pid {home}/nginx.pid;\nerror_log {home}/log/start.log;\ndaemon off;\n"
        f"events {{}}\nhttp {{\n{temporary}  include {home}/site.conf;\n}}\n",
    )
    place.run(f"nginx -t -q -e {home}/log/start.log -c {home}/nginx.conf")
    place.start("nginx", f"nginx -e {home}/log/start.log -c {home}/nginx.conf")
    eventually(lambda: listens(place.ports["tls"]), "nginx")
    eventually(
        lambda: '"status": "ok"' in place.ask("/health/ready", "--fail"), "the site over nginx"
    )
    say("the site answers over nginx")


def ask_for_pages(place):
    """What a browser, a watcher and a stranger ask."""
    moved = place.ask("/", port="plain")
    expect(moved, " 301 ", f"https://{SITE}")
    expect(place.ask("/sign-in/"), " 200", "Sign in", "Strict-Transport-Security".lower())
    jar = ["--cookie-jar", str(place.home / "jar"), "--cookie", str(place.home / "jar")]
    page = place.ask("/sign-in/", *jar)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    sent = [
        *("--data-urlencode", f"csrfmiddlewaretoken={token}"),
        *("--data-urlencode", "login=first.administrator"),
        *("--data-urlencode", f"password={PASSWORD}"),
        # As on port 443: nginx passes the name on without the port.
        *("--referer", f"https://{SITE}/sign-in/"),
    ]
    expect(place.ask("/sign-in/", *jar, *sent), " 302")
    inside = place.ask("/", *jar, "--location")
    expect(inside, "two-step%2Fapp", "Cache-Control: no-store".lower())  # required of everyone
    expect(place.ask("/metrics"), " 404")
    # A stranger who says that a proxy stands before ours is not believed.
    spoofed = ["--header", "X-Forwarded-Proto: http", "--header", "X-Forwarded-For: 10.9.9.9"]
    expect(place.ask("/health/ready", *spoofed), " 200")
    say("signed in over nginx; the second step is asked for")


def ask_for_figures(place):
    figures = place.run(f"curl --silent http://127.0.0.1:{place.ports['metrics']}/metrics")
    expect(figures, "ecins_database_up 1.0", 'page="account_login"', "ecins_deliveries_failed 0.0")
    if "first.administrator" in figures:
        fail("the figures name a person")
    say("figures for Prometheus are there")


def back_up(place):
    backup, check = backup_commands()[:2]
    place.run(place.with_settings(place.here(backup), owner=True))
    (made,) = (place.home / "backups").iterdir()
    psql = f"psql --host={place.home} --port={place.ports['postgres']} --username=postgres"
    place.run(f"{psql} --command='ALTER ROLE owner CREATEDB'")
    command = re.sub(r"\S+/backups/\S+", str(made), place.here(check))
    expect(place.run(place.with_settings(command, owner=True)), "can be restored")
    say("backed up, and restored for a rehearsal")


def backup_commands():
    text = HOW_TO[HOW_TO.index("## Backups") :]
    found = re.findall(r"^ {4}(\S.*)$", text, re.MULTILINE)
    return [line for line in found if "manage.py" in line]


def look_at_logs(place):
    """No address of a page in nginx's, no password in any."""
    told = "".join(path.read_text(errors="replace") for path in (place.home / "log").glob("*.log"))
    for path in ("/sign-in", "/health"):
        if path in told:
            fail(f"nginx logs addresses of pages: {path}")
    everything = told + "".join(
        path.read_text(errors="replace") for path in place.home.glob("*.log")
    )
    for secret in (PASSWORD, *place.passwords.values()):
        if secret in everything:
            fail("a password is in a log")
    for program in place.running:
        if program.poll() is not None:
            fail(f"a program has ended: {program.args[-1]}")
    say("no address of a page and no password is in a log")


def main():
    for program, package in NEEDED.items():
        if shutil.which(program, path=f"{os.environ['PATH']}:/usr/sbin:/sbin") is None:
            fail(f"{program} is missing. Run: apt-get install {package}")
    place = Place()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        start_servers(place)
        version = place.run("postgres --version; redis-server --version; pgbouncer --version")
        say(f"started {' · '.join(version.splitlines()[:3])}")
        install(place)
        first_administrator(place)
        start_site(place)
        ask_for_pages(place)
        ask_for_figures(place)
        back_up(place)
        look_at_logs(place)
        say("all of the how-to was done")
    finally:
        place.stop()
        if os.environ.get("KEEP") == "1":
            print(f"kept: {place.home}")
        else:
            shutil.rmtree(place.home, ignore_errors=True)


if __name__ == "__main__":
    main()
