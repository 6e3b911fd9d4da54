# SPDX-License-Identifier: MIT
"""The calls that the program prepares, against the functions that its roles
may execute: the server's log says what each session prepared."""
import re

import servers
import tap
from schema import FOLDER
from stack import Stack

PREPARED = re.compile(
    r'(\w+)@\w+ .*parse \w+: select .* from "usher"\."(\w+)"\((.*)\)$', re.M)

postgres = servers.PostgreSQL(FOLDER / "postgres", is_durable=False,
                              settings={"log_min_duration_statement": "0"})


def prepared():
    """{role: {function: its arguments}}"""
    found = {"usher_web": {}, "usher_mail": {}}
    for role, name, arguments in PREPARED.findall(postgres.log.read_text()):
        found[role][name] = set(re.findall(r'"(\w+)" =>', arguments))
    return found


def doors(database, role):
    """{function: its arguments}"""
    return {name: set(arguments or [])
            for name, arguments in database.rows(
                "select proname, proargnames from pg_proc "
                "where pronamespace = 'usher'::regnamespace and prosecdef "
                "and has_function_privilege(%s, oid, 'execute')", role)}


with postgres, Stack(postgres=postgres) as stack:
    for role, most in ("usher_web", 30), ("usher_mail", 3):
        wanted = doors(stack.db, role)
        # The mailer may connect a moment after the first worker is ready.
        servers.wait_until(lambda: set(prepared()[role]) == set(wanted), 10)
        calls = prepared()
        with tap.test(f"{role} may execute what the program calls as it, and "
                      "nothing else"):
            tap.ok(len(calls[role]) > most)
            tap.is_(set(wanted), set(calls[role]))
        with tap.test(f"each call as {role} gives every argument there is"):
            tap.is_({name: arguments ^ wanted.get(name, set())
                     for name, arguments in calls[role].items()
                     if arguments != wanted.get(name)}, {})
tap.done()
