# SPDX-License-Identifier: MIT
"""Each role tries every table and every function that it must not reach, and
the ways round that are known."""
import json
import os
import uuid
from pathlib import Path

import psycopg2
import servers
import tap
from schema import Schema

postgres = servers.PostgreSQL(
    Path(os.environ["USHER_TEST_FOLDER"]) / "postgres", is_durable=False,
    roles=(*servers.ROLES, "stranger"))

DEEDS = {
    "read": "select from {}",
    "insert into": "insert into {} default values",
    "update": "update {} set {} = null",
    "delete from": "delete from {}",
    "truncate": "truncate {}",
    "lock": "lock table {} in access share mode",
}


def is_denied(session, statement):
    """Whether the server refuses it to this role; nothing stays of it."""
    session.run("begin")
    try:
        session.run(statement)
        return False
    except psycopg2.errors.InsufficientPrivilege:
        return True
    except psycopg2.Error:
        return False
    finally:
        session.run("rollback")


def tables_of(owner):
    """[(table, one of its columns)]"""
    return owner.rows(
        "select c.relname, a.attname from pg_class c "
        "join pg_attribute a on a.attrelid = c.oid and a.attnum = 1 "
        "where c.relnamespace = 'usher'::regnamespace and c.relkind = 'r'")


def functions_of(owner):
    """{function: a call of it with nothing but nulls}"""
    return {name: f"select usher.{name}({arguments})"
            for name, arguments in owner.rows(
                "select p.proname, (select coalesce(string_agg(format("
                "'null::%I.%I', n.nspname, t.typname), ', ' "
                "order by u.number), '') from unnest(p.proargtypes) "
                "with ordinality u (type, number) "
                "join pg_type t on t.oid = u.type "
                "join pg_namespace n on n.oid = t.typnamespace) "
                "from pg_proc p "
                "where p.pronamespace = 'usher'::regnamespace")}


def doors_of(owner, role):
    return {name for (name,) in owner.rows(
        "select proname from pg_proc where pronamespace = "
        "'usher'::regnamespace and prosecdef and has_function_privilege("
        "%s, oid, 'execute')", role)}


def reach(schema, owner):
    tables, functions = tables_of(owner), functions_of(owner)
    for role in "usher_web", "usher_mail", "stranger":
        doors = set() if role == "stranger" else doors_of(owner, role)
        with schema.connect(role) as session:
            for deed, statement in DEEDS.items():
                with tap.test(f"{role} may {deed} no table"):
                    tap.ok(len(tables) > 10)
                    tap.is_([table for table, column in tables
                             if not is_denied(session, statement.format(
                                 f"usher.{table}", column))], [])
            with tap.test(f"{role} may call its {len(doors)} doors and no "
                          "other function"):
                tap.is_({name for name, call in functions.items()
                         if not is_denied(session, call)}, doors)
            for what in ("create table usher.mine (a integer)",
                         "create function usher.mine() returns integer "
                         "language sql as 'select 1'",
                         "create schema mine",
                         "create temporary table mine (a integer)",
                         "set role usher_owner",
                         "set session authorization usher_owner",
                         "alter function usher.health() security invoker",
                         "comment on schema usher is 'mine'"):
                with tap.test(f"{role} may not {what}"):
                    tap.ok(is_denied(session, what))
    with schema.connect() as session:
        with tap.test("the owner may read every table"):
            tap.is_([table for table, _ in tables
                     if is_denied(session, f"select from usher.{table}")],
                    [])


def operator(schema, owner):
    """The command line needs no key: others must not pass for it."""
    caller = json.dumps({"request_id": str(uuid.uuid4()), "scope": "*",
                         "is_operator": True})
    calls = owner.rows(
        "select p.proname, string_agg(case a when 'caller' then '%%s' "
        "else 'null' end, ', ' order by n) from pg_proc p, "
        "unnest(p.proargnames) with ordinality u (a, n) "
        "where p.pronamespace = 'usher'::regnamespace "
        "and has_function_privilege('usher_web', p.oid, 'execute') "
        "group by p.proname having 'caller' = any(array_agg(a))"
        .replace("%%", "%"))
    # Who logs in has no key yet: the try is counted, whoever asks.
    calls = [call for call in calls if call[0] != "session_check"]
    # Who opens a link needs no key either: it is not there.
    keyed = {name for name, _ in calls if not name.startswith("link_")
             and name not in ("team_invitation_preview",
                              "team_invitation_accept",
                              "applicant_invitation_accept")}
    with schema.connect("usher_web") as web:
        before = owner.counts()
        said = {name: web.value(f"select code from usher.{name}({arguments})",
                                caller) for name, arguments in calls}
        with tap.test("the web role does not pass for the command line"):
            tap.ok(len(keyed) > 25)
            tap.is_({name for name, code in said.items()
                     if code == "key_invalid"}, keyed)
            tap.is_({code for name, code in said.items()
                     if name not in keyed}, {"not_found"})
            tap.is_(owner.counts(), before)
    with tap.test("the owner does"):
        tap.is_(owner.value("select code from usher.organization_list("
                            "%s, null, null, null, 10)", caller), None)


def temporary_tables(schema, owner):
    """A table of the same name in a schema that is searched first."""
    org = owner.value("select given.organization('Acme')")
    caller = json.dumps({
        "request_id": str(uuid.uuid4()), "scope": "organizations:read",
        "key_organization_id": org, "key_id": str(uuid.uuid4()),
        "key_hash": "00"})
    call = "select code from usher.organization_get(%s, %s)"
    columns = owner.value(
        "select string_agg(format('%I %s', attname, format_type(atttypid, "
        "atttypmod)), ', ' order by attnum) from pg_attribute "
        "where attrelid = 'usher.api_key'::regclass and attnum > 0")
    postgres.psql(schema.database, "grant temporary on database "
                  f"{schema.database} to usher_web")
    with schema.connect("usher_web") as web:
        web.run(f"create temporary table api_key ({columns})")
        web.run("insert into pg_temp.api_key (organization_id, id, name, "
                "hash, hint, scopes, role) values (%s, %s, '', '\\x00', '', "
                "'{*}', 'Owner')", org, json.loads(caller)["key_id"])
        web.run("grant select on pg_temp.api_key to public")
        with tap.test("a temporary table named api_key lets no forged key "
                      "in"):
            tap.is_(web.value(call, org, caller), "key_invalid")
            web.run("set search_path = pg_temp, usher")
            tap.is_(web.value(call, org, caller), "key_invalid")
        # The same where a door does not put it last: the attack is real.
        owner.run("alter function usher.organization_get(uuid, json) "
                  "set search_path = usher")
        with tap.test("it would, if doors did not look there last"):
            tap.is_(web.value(call, org, caller), None)
        owner.run("alter function usher.organization_get(uuid, json) "
                  "set search_path = usher, pg_temp")
    with schema.connect("usher_web") as web:
        web.run("create function pg_temp.authority_of(json, uuid, text) "
                "returns usher.authority language sql as "
                "$$select (null, 'cli', null, null, null, '{*}', 'Owner', "
                "true, true)::usher.authority$$")
        web.run("set search_path = pg_temp, usher")
        with tap.test("nor does a temporary function stand in for ours"):
            tap.is_(web.value(call, org, caller), "key_invalid")


def main():
    postgres.psql("postgres", "create role stranger login")
    postgres.make_database("roles")
    schema = Schema(postgres, "roles")
    schema.install()
    schema.give()
    with schema.connect() as owner:
        reach(schema, owner)
        operator(schema, owner)
        temporary_tables(schema, owner)


with postgres:
    main()
tap.done()
