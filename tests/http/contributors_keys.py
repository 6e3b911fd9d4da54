# SPDX-License-Identifier: MIT
"""Server keys come and go: what an old one sealed is opened as long as it is
kept, and what is sealed later is sealed under the newest. Once a key has been
retired what hangs on it is null, never an error, and links still open."""
import secrets

import companies
import tap
from expect import refused
from stack import Stack


def change_keys(change):
    """Stop usher, give its server keys other lines, start it."""
    path = stack.usher.folder / "secret"
    stack.usher.stop()
    lines = path.read_text().splitlines()
    with open(path, "w") as file:
        file.write("\n".join(change(lines)) + "\n")
    stack.usher.start()


def add_key(lines):
    return [f"2 {secrets.token_hex(32)}", *lines]


def drop_oldest(lines):
    return lines[:-1]


def credentials(id):
    """(username, password) of a connection."""
    answer = company.credentials(id)
    return answer["username"], answer["password"]


def try_added():
    change_keys(add_key)
    with tap.test("what the older key sealed is opened"):
        tap.is_(credentials(old), ("jane", words[0]))
        tap.is_(invited.read()["token"], invited.token)
    new = town.connected(company, password=words[1])[1]
    with tap.test("what is sealed now is sealed under the newer"):
        tap.is_(credentials(new), ("jane", words[1]))
        tap.is_(dict(stack.db.rows(
            "select id::text, password_number from utility_connection "
            "where id in (%s, %s)", old, new)), {old: 1, new: 2})
    mixed = town.connected(company, password=None)[1]
    with tap.test("an edit seals what it brings, and only that"):
        stack.db.run("update utility_connection c set username_number = 1, "
                     "username_sealed = '\\x00' where id = %s", mixed)
        town.invite(company, mixed).use(
            url=None, username=None, password=words[2])
        tap.is_(stack.db.row(
            "select username_number, password_number from "
            "utility_connection where id = %s", mixed), (1, 2))
    return new, mixed


def try_retired(new, mixed):
    change_keys(drop_oldest)
    with tap.test("what only a retired key could open is null"):
        tap.is_(credentials(old), (None, None))
        tap.is_(credentials(mixed), (None, words[2]))
        tap.is_(credentials(new), ("jane", words[1]))
        tap.is_(company.connection(old)["hasPassword"], True)
    with tap.test("so is a link's token; the link still opens"):
        read = invited.read()
        tap.is_((read["token"], read["invitationUrl"]), (None, None))
        tap.is_(invited.use().status, 200)
    with tap.test("it can be sent again only with other links"):
        refused(company.resend(invited.id), 409, "link_needs_rotation")
        tap.is_(company.resend(invited.id, rotate=True).status, 200)
        tap.isnt(invited.read()["token"], None)
        refused(invited.use(), 410, "link_replaced")
    with tap.test("an edit brings credentials back"):
        town.invite(company, old).use(url=None, password=words[3])
        tap.is_(credentials(old), ("jane", words[3]))


def try_moved():
    """What was sealed for one connection opens for no other."""
    with tap.test("sealed bytes that were copied to another connection open "
                  "nothing"):
        other = town.connected(company)[1]
        stack.db.run(
            "update utility_connection c set password_sealed = "
            "o.password_sealed from utility_connection o "
            "where c.id = %s and o.id = %s", other, old)
        tap.is_(company.credentials(other)["password"], None)
        tap.is_(company.credentials(other)["username"], "jane")


with Stack() as stack:
    town = companies.Town(stack)
    words = [companies.secret() for _ in range(4)]
    company, old = town.connected(password=words[0])
    invited = town.invite(company)
    try_retired(*try_added())
    try_moved()
tap.done()
