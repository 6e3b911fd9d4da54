# SPDX-License-Identifier: MIT
"""A dump restored into another server, whose transactions have lower ids:
once installed, the feed of events shows all and goes on behind them."""
import os
from pathlib import Path

import servers
import tap
from schema import Schema

FOLDER = Path(os.environ["USHER_TEST_FOLDER"])


def made(name):
    return servers.PostgreSQL(FOLDER / name, is_durable=False)


def feed(schema, after=None):
    """The ids of the events behind one, as the operator reads them."""
    with schema.connect() as session:
        code, body = session.row(
            "select code, body from event_list(null, "
            "'{\"is_operator\": true}', null, null, %s, null, 100)", after)
        if code:
            raise AssertionError(code)
        return [event["id"] for event in body["data"]]


def do(schema, name):
    """Something that writes an event."""
    done = schema.usher.run("org", "create", "--kind", "business",
                            "--name", name)
    if done.returncode != 0:
        raise AssertionError(done.stderr)


with made("old") as old, made("new") as new:
    for server in old, new:
        server.make_database("usher")
    before = Schema(old, "usher")
    before.install()
    old.psql("usher", "do $$ begin for i in 1..3000 loop "
             "perform pg_current_xact_id(); commit; end loop; end $$")
    for number in range(3):
        do(before, f"Before {number}")
    ids = feed(before)
    dump = before.dump()
    before.usher.folder.rename(FOLDER / "before")  # of the same name
    after = Schema(new, "usher")
    new.psql("usher", "create role usher_web login; "
             "create role usher_mail login")
    new.psql("usher", dump)
    after.install()
    with tap.test("the feed has all that was restored, in its order"):
        tap.is_(len(ids), 3)
        tap.is_(feed(after), ids)
    with tap.test("what is written now comes behind it"):
        do(after, "After")
        tap.is_(feed(after)[:3], ids)
        tap.is_(len(feed(after, after=ids[-1])), 1)
    with tap.test("another install leaves it so"):
        now = feed(after)
        after.install()
        tap.is_(feed(after), now)
tap.done()
