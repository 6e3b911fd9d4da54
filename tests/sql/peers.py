# SPDX-License-Identifier: MIT
"""What README writes into pg_hba.conf and pg_ident.conf of a server that is
there already: usher's roles come in, and nobody is kept out by it."""
import os
import pwd
import re
import signal
import subprocess
from pathlib import Path

import servers
import tap

FOLDER = Path(os.environ["USHER_TEST_FOLDER"])
README = Path(__file__).resolve().parents[2] / "README.md"
ROLES = ("usher_owner", "usher_web", "usher_mail")

me = pwd.getpwuid(os.geteuid()).pw_name
user = servers.account().pw_name
postgres = servers.PostgreSQL(FOLDER / "postgres", is_durable=False)


def commands():
    """README's lines, for whom servers run as here."""
    found = re.search(r"^    sed -i '1i local .*?>>pg_ident\.conf$",
                      README.read_text(), re.M | re.S)
    return found[0].replace("'usher usher %s", f"'usher {user} %s")


def name_of(role):
    """Who one is that comes as a role from usher's user."""
    done = subprocess.run(
        [servers.POSTGRES_BIN / "psql", "-XAtc", "select current_user",
         postgres.url(role, "usher")], env=servers.ENVIRONMENT, cwd="/",
        capture_output=True, text=True, **servers.as_account())
    return done.stdout.strip() or done.stderr.strip()


with postgres:
    postgres.make_database("usher")
    postgres.psql("postgres", "create role usher_web login; "
                  "create role usher_mail login")
    # As Debian's: the administrator is a peer of his own.
    servers.write_private(postgres.data / "pg_hba.conf",
                          "local all postgres peer map=ours\n"
                          "local all all peer\n")
    servers.write_private(postgres.data / "pg_ident.conf",
                          f"ours {me} postgres\n")
    subprocess.run(["sh", "-ec", commands()], cwd=postgres.data, check=True)
    for name in "pg_hba.conf", "pg_ident.conf":
        servers.own(postgres.data / name)
    postgres.signal(signal.SIGHUP)
    with tap.test("usher's user comes in as each of its roles"):
        tap.ok(servers.wait_until(
            lambda: name_of("usher_owner") == "usher_owner", 20))
        tap.is_([name_of(role) for role in ROLES], list(ROLES))
    with tap.test("and as nobody else"):
        tap.like(name_of("nobody"), "Peer authentication failed")
    with tap.test("the administrator still comes in, and makes dumps"):
        tap.is_(postgres.psql("usher", "select current_user"), "postgres")
        postgres.dump("usher", FOLDER / "dump.sql")
tap.done()
