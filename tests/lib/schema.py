# SPDX-License-Identifier: MIT
"""Usher's schema in a database of its own, with no server of usher's around
it: what `usher db` makes, and SQL in it as any role.

    schema = Schema(postgres, "one")
    schema.install()
    with schema.connect("usher_web") as web: ...
"""
import contextlib
import os
from pathlib import Path

import db
import servers

FOLDER = Path(os.environ["USHER_TEST_FOLDER"])
BINARY = Path(os.environ["USHER_TEST_BINARY"])
GIVEN = Path(__file__).resolve().parent / "given.sql"


class Schema:
    """Say who is whom; mail: the web role's name makes one do both."""

    def __init__(self, postgres, database, name="usher", owner="usher_owner",
                 web="usher_web", mail="usher_mail", binary=BINARY):
        self.postgres = postgres
        self.database = database
        self.name = name
        self.owner = owner
        url = postgres.url
        place = f"{database} {name}".replace(" ", "-")
        self.usher = servers.Usher(FOLDER / place, binary, {
            "public_url": "http://127.0.0.1",
            "database.url": url(web, database),
            "database.mail_url": url(mail, database),
            "database.owner_url": url(owner, database),
            "database.schema": name,
        })
        self.usher.write_config()

    @property
    def quoted(self):
        """Its name in SQL."""
        return '"' + self.name.replace('"', '""') + '"'

    def run(self, verb, binary=None):
        """`usher db VERB`, by another binary if one is given; gives
        subprocess's result."""
        if binary:
            self.usher.binary = Path(binary)
        return self.usher.run("db", verb)

    def install(self):
        done = self.run("install")
        if done.returncode != 0:
            raise AssertionError(f"usher db install: {done.stderr}")
        return done.stdout

    @contextlib.contextmanager
    def connect(self, role=None):
        """A session as a role, else as the owner."""
        session = db.Database(
            self.postgres.url(role or self.owner, self.database), self.name)
        try:
            yield session
        finally:
            session.close()

    def give(self):
        """Make the functions of given.sql, for the owner to call."""
        with self.connect() as session:
            session.run(GIVEN.read_text())

    def dump(self):
        """All that pg_dump says of the database: definitions and rows."""
        file = FOLDER / f"{self.database}.sql"
        self.postgres.dump(self.database, file)
        # Its random key to what psql may do on reading it back.
        return "".join(line for line in file.open()
                       if not line.startswith(("\\restrict",
                                               "\\unrestrict")))
