# SPDX-License-Identifier: MIT
"""`usher db`: what it makes, what it changes and what it leaves alone, in a
cluster of its own whose roles are of every sort."""
import contextlib
import difflib
import os
import shutil
import threading
from pathlib import Path

import psycopg2
import servers
import tap
from crowd import at_once
from schema import BINARY, Schema

FOLDER = Path(os.environ["USHER_TEST_FOLDER"])
SQL = BINARY.parent.parent / "share/usher/sql"
ROLES = (*servers.ROLES, "maker", "made_web", "made_mail", "plain",
         "plain_web", "plain_mail", "twin_web", "twin_mail", "stranger")

postgres = servers.PostgreSQL(FOLDER / "postgres", is_durable=False,
                              roles=ROLES)


def make(database, owner="usher_owner"):
    """A database, owned by a role that is there."""
    postgres.psql("postgres", f"create database {database} owner {owner}")


def installed(database, **how):
    make(database)
    schema = Schema(postgres, database, **how)
    schema.install()
    return schema


def roles_like(pattern):
    return postgres.psql("postgres", "select string_agg(rolname, ' ' "
                         "order by rolname) from pg_roles "
                         f"where rolname like '{pattern}'").split()


def next_release(name, change):
    """A program that installs another version of sql: change is given the
    folder. Its path is put into a copy of ours."""
    folder = FOLDER / name
    shutil.copytree(SQL, folder / "sql")
    change(folder / "sql")
    was, now = (os.fsencode(path) + b"\0" for path in (SQL, folder / "sql"))
    if len(now) > len(was):
        raise AssertionError(f"{now} does not fit into {was}")
    text = BINARY.read_bytes()
    if text.count(b"\0" + was) != 1:
        raise AssertionError(f"{was} does not stand once in {BINARY}")
    copy = folder / "usher"
    copy.write_bytes(text.replace(b"\0" + was,
                                  b"\0" + now.ljust(len(was), b"\0")))
    copy.chmod(0o755)
    return copy


def same(now, before):
    """Check that two dumps are the same; only what differs is said."""
    tap.is_([line for line in difflib.unified_diff(
        before.splitlines(), now.splitlines(), "before", "now", n=0)], [])


def migrations():
    return sorted(path.name for path in (SQL / "migrations").glob("*.sql"))


# ---- once, and again ----

def first():
    make("one")
    schema = Schema(postgres, "one", owner="maker", web="made_web",
                    mail="made_mail")
    postgres.psql("postgres", "create role maker login createrole; "
                  "alter database one owner to maker")
    with tap.test("status says that nothing is installed"):
        done = schema.run("status")
        tap.is_(done.returncode, 1)
        tap.like(done.stderr, "schema usher is not installed: "
                 "usher db install")
    with tap.test("migrate does not install"):
        done = schema.run("migrate")
        tap.is_(done.returncode, 1)
        tap.like(done.stderr, "schema usher is not installed: "
                 "usher db install")
        tap.is_(done.stdout, "")
    with tap.test("install makes roles, schema, tables and functions"):
        said = schema.install().splitlines()
        tap.is_(said, ["made role made_web", "made role made_mail",
                       *(f"applied {name}" for name in migrations()),
                       "schema usher is up to date"])
        tap.is_(roles_like("made%"), ["made_mail", "made_web"])
    with tap.test("status says that all is there"):
        done = schema.run("status")
        tap.is_((done.returncode, done.stdout),
                (0, "schema usher is up to date\n"))
    with tap.test("installing again changes nothing"):
        before = schema.dump()
        tap.is_(schema.install(), "schema usher is up to date\n")
        same(schema.dump(), before)
    with tap.test("nor does migrating"):
        tap.is_(schema.run("migrate").stdout, "schema usher is up to date\n")
        same(schema.dump(), before)
    return schema


def limits(schema):
    with tap.test("roles that are not the owner's own stop after 4 s"):
        for role in "made_web", "made_mail":
            with schema.connect(role) as session:
                tap.is_(session.value("show statement_timeout"), "4s")
        with schema.connect() as session:
            tap.is_(session.value("show statement_timeout"), "0")
    with tap.test("in our database nobody else may make temporary tables"):
        with schema.connect("made_web") as session:
            try:
                session.run("create temporary table api_key (a text)")
                tap.ok(False, "refused")
            except psycopg2.errors.InsufficientPrivilege:
                tap.ok(True, "refused")


# ---- functions change ----

OLD = {
    "another type is answered": """
        drop function email_mask(text);
        create function email_mask(email text) returns varchar
        language sql as 'select email::varchar'""",
    "an argument has another name": """
        drop function role_rank(text);
        create function role_rank(word text) returns integer
        language sql as 'select 1'""",
    "an argument is new": """
        drop function wire_time(timestamptz);
        create function wire_time() returns text
        language sql as 'select null::text'""",
    "an argument is gone": """
        drop function topmost_of(organization);
        create function topmost_of(o organization, x integer default 1)
        returns uuid language sql as 'select o.id'""",
    "a default is gone": """
        create or replace function authority_covers(v authority,
            o organization default null) returns boolean
        language sql as 'select true'""",
    "a helper was a door": """
        alter function json_merge security definer set work_mem = '1MB';
        grant execute on function json_merge to public""",
    "there are two of a name": """
        create function mark(a integer) returns text
        language sql as 'select 1::text'""",
}


def changed(schema):
    before = schema.dump()
    for what, script in OLD.items():
        with tap.test(f"a function is replaced where {what}"):
            with schema.connect() as session:
                session.run(script)
            schema.install()
            same(schema.dump(), before)


def add_argument(sql):
    """The next release: a door has one more argument, with a default."""
    path = sql / "link/link_show.sql"
    text = path.read_text()
    head = "\n    connection_id uuid default null\n)"
    if text.count(head) != 1:
        raise AssertionError(f"{path} has other arguments")
    text = text.replace(
        head, head.replace("\n)", ",\n    tone text default 'kind'\n)"))
    path.write_text(text.replace("begin\n", "begin\n    -- By its tone.\n",
                                 1))


def old_workers():
    schema = installed("upgrade")
    new = next_release("n", add_argument)
    calls = []
    with schema.connect("usher_web") as old, schema.connect() as owner:
        old.run("prepare show as select code from usher.link_show("
                "organization_id => $1, link_id => $2, token_hash => $3, "
                "proof_hash => $4)")
        is_over = threading.Event()

        def call():
            while not is_over.is_set():
                calls.append(old.value(
                    "execute show(gen_random_uuid(), gen_random_uuid(), "
                    "'00', null)"))

        caller = threading.Thread(target=call)
        caller.start()
        before = schema.run("status", new)
        done = schema.run("migrate", new)
        after = schema.run("status", new)
        again = schema.run("migrate", new)
        is_over.set()
        caller.join()
        with tap.test("a worker of before serves on while the new is "
                      "installed, and after"):
            tap.is_((done.returncode, again.returncode), (0, 0))
            tap.is_(set(calls), {"not_found"})
            tap.ok(len(calls) > 100)
            tap.is_(old.value("execute show(gen_random_uuid(), "
                              "gen_random_uuid(), '00', null)"),
                    "not_found")
        with tap.test("status names a function that is of before"):
            tap.is_((before.returncode, before.stdout),
                    (1, "missing link/link_show.sql\n"))
            tap.is_((after.returncode, after.stdout),
                    (0, "schema usher is up to date\n"))
        with tap.test("there is the new one and no other"):
            tap.is_(owner.rows(
                "select proargnames[6], prosecdef from pg_proc "
                "where proname = 'link_show'"), [("tone", True)])


# ---- tables change ----

def later_tables():
    def good(sql):
        (sql / "migrations/0900_good.sql").write_text(
            "alter table outbox add column extra text;")

    def bad(sql):
        good(sql)
        (sql / "migrations/0901_bad.sql").write_text(
            "create table half (a integer);\nselect 1 / 0;")

    schema = installed("tables")
    before = schema.dump()
    with tap.test("status names a migration that is missing"):
        done = schema.run("status", next_release("g", good))
        tap.is_((done.returncode, done.stdout),
                (1, "missing 0900_good.sql\n"))
    with tap.test("one that fails is named, and none is applied"):
        done = schema.run("migrate", next_release("b", bad))
        tap.is_((done.returncode, done.stdout), (1, ""))
        tap.like(done.stderr, "0901_bad.sql: .*division by zero")
        same(schema.dump(), before)
    with tap.test("one that succeeds is applied once"):
        schema.usher.binary = FOLDER / "g/usher"
        tap.is_(schema.run("migrate").stdout,
                "applied 0900_good.sql\nschema usher is up to date\n")
        tap.is_(schema.run("migrate").stdout, "schema usher is up to date\n")
        tap.is_(schema.run("status").returncode, 0)


# ---- a pooler ----

def pooled():
    schema = installed("pooled")
    bouncer = servers.PgBouncer(FOLDER / "bouncer", postgres,
                                settings={
                                    "default_pool_size": 1,
                                    "ignore_startup_parameters": "options"})
    url = bouncer.url("usher_owner", "pooled")
    with contextlib.ExitStack() as stack:
        bouncer.start()
        stack.callback(bouncer.stop)
        schema.usher.options["database.owner_url"] = url
        schema.usher.write_config()
        with tap.test("behind PgBouncer it leaves no setting to the next"):
            for verb in "status", "install", "migrate":
                done = schema.run(verb)
                tap.is_((done.returncode, done.stdout),
                        (0, "schema usher is up to date\n"))
                session = psycopg2.connect(url)
                stack.callback(session.close)
                with session, session.cursor() as cursor:
                    cursor.execute("show search_path")
                    tap.is_(cursor.fetchone(), ('"$user", public',), verb)


# ---- others ----

def strangers():
    schema = installed("shared")
    postgres.psql("postgres", "create role stranger login")
    postgres.psql("shared", "grant create, usage on schema usher to stranger")
    with schema.connect("stranger") as session:
        session.run("create function theirs() returns text language sql "
                    "as 'select 1::text'; "
                    "create function theirs_alone() returns text "
                    "language sql as 'select 1::text'; "
                    "revoke all on function theirs_alone() from public; "
                    "create table their_table (a integer); "
                    "grant select on their_table to public")
    with schema.connect() as session:
        session.run("create function ours_by_hand() returns text "
                    "language sql as 'select 1::text'")
    before = schema.dump()
    with tap.test("what others have in the schema stays as it is"):
        schema.install()
        same(schema.dump(), before)
        tap.like(before, "theirs_alone")


def two_at_once():
    make("race")
    schema = Schema(postgres, "race", web="twin_web", mail="twin_mail")
    make("race_elsewhere")
    elsewhere = Schema(postgres, "race_elsewhere", web="twin_web",
                       mail="twin_mail")
    with tap.test("several installs at once do what one does"):
        done = at_once([lambda: schema.run("install")] * 3
                       + [lambda: elsewhere.run("install")])
        tap.is_([d.returncode for d in done], [0] * 4,
                "\n".join(d.stderr for d in done))
        said = "".join(d.stdout for d in done[:3])
        for name in migrations():
            tap.is_(said.count(name), 1)
        before = schema.dump()
        schema.install()
        same(schema.dump(), before)


def story(schema, how):
    """Two businesses connect, each call made by the role that serves."""
    quoted = schema.quoted
    with schema.connect() as owner, schema.connect("usher_web") as web:
        root = owner.value("select given.organization('Root')")
        acme = owner.value("select given.organization('Acme', %s)", root)
        bolt = owner.value("select given.organization('Bolt', %s, "
                           "'bolt@example.com')", root)
        caller = owner.value("select given.caller(%s)::text", root)
        links = owner.value("select given.links()::text")
        with tap.test(f"the story is played {how}"):
            made = web.row(
                f"select code, id from {quoted}.connection_invitation_create("
                "%s, %s, %s, 5, 'bolt@example.com', 'bolt@example.com', "
                "null, null, null, null, null, null)", acme, caller, links)
            tap.is_(made[0], None)
            link, hash_ = owner.row("select l.id, given.hash(l) "
                                    "from given.link(%s) l", made[1])
            code, connection = web.row(
                f"select code, id from {quoted}.connection_invitation_accept"
                "(%s, %s, %s, %s, %s, null)", bolt, caller, acme, link, hash_)
            tap.is_(code, None)
            for side in acme, bolt:
                body = web.value(
                    f"select body from {quoted}.connection_list(%s, %s, "
                    "null, null, 10)", side, caller)
                tap.is_([c["id"] for c in body["data"]], [connection])


def names():
    make("names")
    odd = Schema(postgres, "names", name='Invites, "2"')
    with tap.test("a schema may have any name"):
        odd.install()
        tap.is_(odd.run("status").returncode, 0)
        before = odd.dump()
        odd.install()
        same(odd.dump(), before)
        tap.is_(before.count("CREATE TABLE public"), 0)
    plain = Schema(postgres, "names")
    with tap.test("two schemas stand in one database"):
        plain.install()
        with odd.connect() as one, plain.connect() as two:
            functions = ("select count(*) from pg_proc p join pg_namespace n "
                         "on n.oid = p.pronamespace "
                         "where n.nspname = current_schema()")
            tap.is_(one.value(functions), two.value(functions))
            tap.is_(one.counts(), two.counts())
    return odd, plain


def apart(odd, plain):
    with odd.connect() as owner, odd.connect("usher_web") as web:
        acme = owner.value("select given.organization('Acme')")
        caller = owner.value("select given.caller(%s)::text", acme)
        with tap.test("a key of one is none of the other's"):
            tap.is_(web.value(f"select code from {odd.quoted}."
                              "organization_get(%s, %s)", acme, caller), None)
            tap.is_(web.value("select code from usher.organization_get("
                              "%s, %s)", acme, caller), "key_invalid")
    with plain.connect() as owner:
        with tap.test("what is written in one is not in the other"):
            tap.is_(owner.value("select count(*) from organization"), 0)


# ---- fewer rights ----

def one_role():
    make("single")
    schema = Schema(postgres, "single", web="usher_owner",
                    mail="usher_owner")
    with tap.test("one role may be owner, web and mail"):
        tap.is_(schema.install().count("made role"), 0)
        with schema.connect() as session:
            tap.is_(session.value("select code from usher.health()"), None)
            tap.is_(session.value("show statement_timeout"), "0")


def without_createrole():
    postgres.psql("postgres", "create role plain login")
    make("plain", "plain")
    schema = Schema(postgres, "plain", owner="plain", web="plain_web",
                    mail="plain_mail")
    with tap.test("who may make no roles is told which is missing"):
        done = schema.run("install")
        tap.is_(done.returncode, 1)
        tap.like(done.stderr,
                 "role plain_web: .*permission denied to create role")
        tap.is_(schema.run("status").returncode, 1)
    with tap.test("and installs for roles that somebody else made"):
        postgres.psql("postgres", "create role plain_web login; "
                      "create role plain_mail login")
        tap.is_(schema.install().count("made role"), 0)
        with schema.connect("plain_web") as session:
            tap.is_(session.value("select code from usher.health()"), None)
    with tap.test("migrate says the same of a role that is gone"):
        schema.usher.options["database.mail_url"] = postgres.url(
            "nobody_here", "plain")
        schema.usher.write_config()
        done = schema.run("migrate")
        tap.is_(done.returncode, 1)
        tap.like(done.stderr, 'role "nobody_here" does not exist')


def without_create():
    postgres.psql("postgres", "create database theirs")
    schema = Schema(postgres, "theirs", owner="plain", web="plain_web",
                    mail="plain_mail")
    with tap.test("who may make no schema is told so"):
        done = schema.run("install")
        tap.is_(done.returncode, 1)
        tap.like(done.stderr, "permission denied for database theirs")
    with tap.test("and installs into one that somebody else made"):
        postgres.psql("theirs", "create schema usher authorization plain")
        schema.install()
        tap.is_(schema.run("status").returncode, 0)
        with schema.connect("plain_mail") as session:
            tap.is_(session.value("select code from usher.mail_clean(1)"),
                    None)
    with tap.test("TEMP in a database of others is theirs to give"):
        with schema.connect("plain_web") as session:
            session.run("create temporary table mine (a integer)")
            tap.ok(True)


def unreachable():
    schema = Schema(postgres, "not_there")
    with tap.test("a database that is not there is said, with status 69"):
        for verb in "install", "migrate", "status":
            done = schema.run(verb)
            tap.is_(done.returncode, 69)
            tap.like(done.stderr, 'database "not_there" does not exist')


with postgres:
    postgres.make_owner()
    one = first()
    limits(one)
    changed(one)
    old_workers()
    later_tables()
    pooled()
    strangers()
    two_at_once()
    odd, plain = names()
    odd.give()
    apart(odd, plain)
    story(odd, "in a schema of any name")
    postgres.psql("names", "drop schema given cascade")
    plain.give()
    story(plain, "in a second schema beside it")
    one_role()
    without_createrole()
    without_create()
    unreachable()
tap.done()
