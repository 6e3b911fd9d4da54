# SPDX-License-Identifier: MIT
"""A whole usher for one test program: nginx, usher, a mail server, and a
fresh database in the cluster that the programs of a run share.

    with Stack() as stack:
        root = stack.root()
        acme = stack.business(root, "Acme", "acme@example.com")
        answer = root.post(f"/api/businesses/{acme}/invitations", {...})

The runner (./runtests) says in the environment where things are.
"""
import contextlib
import json
import os
import threading
from pathlib import Path

import api
import db
import mail
import seen
import servers

SOURCE = Path(__file__).resolve().parent.parent.parent
FOLDER = Path(os.environ["USHER_TEST_FOLDER"])
BINARY = Path(os.environ["USHER_TEST_BINARY"])

# How usher is installed: {name: what Stack is told}. Each family's story and
# races run in all of these.
WAYS = {
    "as usual": {},
    "through PgBouncer": {"has_bouncer": True},
    "with one role": {"one_role": True},
}

_made = 0


def shared_postgres():
    """The cluster of the run, which the runner started and stops."""
    return servers.PostgreSQL(Path(os.environ["USHER_TEST_POSTGRES"]))


class Stack:
    """What stands around one usher. Say what should differ:

    options   of usher's configuration, over those of the tests
    postgres  a cluster of the program's own (started by it), for one that
              is stopped or killed
    has_bouncer  the workers and the mailer go through PgBouncer
    one_role  the owner does it all
    path      of a site, below which usher is
    smtp_port where the mail goes, instead of to the Maildir
    usher     the class of the server that runs usher
    """

    def __init__(self, options=None, postgres=None, has_bouncer=False,
                 one_role=False, path="", smtp_port=None,
                 usher=servers.Usher):
        global _made
        _made += 1
        self.folder = FOLDER / f"s{_made}"
        self.folder.mkdir()
        self.folder.chmod(0o755)
        self.database = f"{FOLDER.name}_{_made}".replace("-", "_")
        self.postgres = postgres or shared_postgres()
        self.bouncer = self.smtp = None
        if has_bouncer:
            self.bouncer = servers.PgBouncer(self.folder / "pgbouncer",
                                             self.postgres)
        if smtp_port is None:
            smtp_port = servers.free_port()
            self.smtp = servers.Smtp(self.folder / "smtp", smtp_port)
        self.usher = usher(self.folder / "usher", BINARY, {})
        self.nginx = servers.Nginx(
            self.folder / "nginx", SOURCE / "nginx", servers.free_port(),
            self.usher.socket_path, path=path)
        self.url = self.nginx.url
        self.usher.options.update({
            "public_url": self.url,
            "workers": 2,
            "smtp.host": "127.0.0.1",
            "smtp.port": smtp_port,
            "mail.from": "usher@usher.example",
            "log.level": "debug",
            **self._urls(one_role),
            **(options or {}),
        })

    def _urls(self, one_role):
        near = self.bouncer or self.postgres
        web, mailer = "usher_web", "usher_mail"
        if one_role:
            web = mailer = "usher_owner"
        return {
            "database.url": near.url(web, self.database),
            "database.mail_url": near.url(mailer, self.database),
            "database.owner_url": self.postgres.url("usher_owner",
                                                    self.database),
            "database.prepare": "no" if self.bouncer else "yes",
        }

    # ---- its life ----

    def start(self):
        self.postgres.make_database(self.database)
        self.usher.write_config()
        self.usher.install()
        for server in self._servers():
            server.start()
        self.reconnect()
        self.contract = self._read_contract()
        self.api = api.Client(self.url, contract=self.contract)
        if self.smtp:
            self.mailbox = mail.Mailbox(self.smtp.maildir, self.settle)

    def reconnect(self):
        """Make the owner's connection anew, whose server went away."""
        self.db = db.Database(self.postgres.url("usher_owner",
                                                self.database))

    def _servers(self):
        return [s for s in (self.bouncer, self.smtp, self.usher, self.nginx)
                if s]

    def _read_contract(self):
        answer = api.Client(self.url).get("/openapi.json")
        if answer.status != 200:
            raise AssertionError(f"/openapi.json: {answer!r}")
        return api.Contract(answer.json)

    def stop(self):
        """Stop it; what the database held stays as a dump, to be searched
        for secrets."""
        for server in reversed(self._servers()):
            server.stop()
        if hasattr(self, "db"):
            self.db.close()
            self._dump()

    def _dump(self):
        if self.postgres.is_running():
            self.postgres.dump(self.database, self.folder / "dump.sql")

    def __enter__(self):
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_):
        self.stop()

    # ---- what tests need again and again ----

    def cli(self, *words):
        """What a verb answers with --json; it must be done."""
        done = self.usher.run(*words, "--json")
        if done.returncode != 0:
            raise AssertionError(f"usher {words}: {done.stderr}")
        seen.look(done.stdout)
        return json.loads(done.stdout) if done.stdout.strip() else None

    def organization(self, name, *, kind="business", parent=None,
                     address=None):
        """The id of a new organization, made at the command line."""
        words = ["org", "create", "--kind", kind, "--name", name]
        if parent:
            words += ["--parent", parent]
        if address:
            words += ["--email", address]
        return self.cli(*words)["id"]

    def client(self, organization, *words):
        """A client with a new key of an organization: an Owner with all
        scopes unless words (--scope, --role) say less. Its organization is
        its attribute."""
        key = self.cli("key", "create", "--org", organization,
                       "--name", "tests", *words)["key"]
        client = self.api.with_key(key)
        client.organization = organization
        return client

    def root(self, name="Root", **how):
        """A client for a new topmost business."""
        return self.client(self.organization(name, **how))

    def business(self, root, name, address=None):
        """The id of a new business below a client's organization; its
        address is vouched for."""
        return self.organization(name, parent=root.organization,
                                 address=address)

    def settle(self):
        """Wait until all mail that is due has been sent and noted."""
        if not servers.wait_until(lambda: self.db.value(
                "select count(*) from outbox where state in "
                "('queued', 'leased')") == 0, 30):
            raise AssertionError("there is mail left to send")

    def counts(self):
        """How many rows each table has, once all mail is sent."""
        self.settle()
        return self.db.counts()

    def snapshot(self):
        """All rows of all tables, once all mail is sent."""
        self.settle()
        return self.db.snapshot()

    @contextlib.contextmanager
    def open(self, statement, *values):
        """Run a statement in a transaction of its own, which is committed at
        the end of the context."""
        other = db.Database(self.postgres.url("usher_owner", self.database))
        other.connection.autocommit = False
        other.run(statement, *values)
        try:
            yield other.connection
            other.connection.commit()
        finally:
            other.close()

    @contextlib.contextmanager
    def holding(self, statement, *values, seconds):
        """The same, committed after some seconds: what needs its locks must
        wait."""
        with self.open(statement, *values) as connection:
            timer = threading.Timer(seconds, connection.commit)
            timer.start()
            try:
                yield
            finally:
                timer.join()
