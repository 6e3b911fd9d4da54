# SPDX-License-Identifier: MIT
"""A dead invitation of the contributors family, a dead link, an unknown
token, a foreign id: what each door answers, and which of two states wins."""
import uuid

import companies
import people
import tap
from companies import SITE
from expect import bad_fields, refused
from stack import Stack

OPTIONS = {"limits.address_per_hour": 10000}
ADDRESS = "ann@example.com"
DONE = (200, None)


# ---- dead, and how it came to that ----

def expire(invited):
    invited.move_expiry(-1)


def revoke(invited):
    invited.company.revoke(invited.id)


def use_up(invited):
    invited.use(ADDRESS)


def replace(invited):
    invited.company.resend(invited.id, rotate=True)


# How, the word, the doors' code, and what a revoke and a resend answer.
DEAD = {
    "expired": (expire, "EXPIRED", "invitation_expired", DONE, DONE),
    "revoked": (revoke, "REVOKED", "invitation_revoked", DONE,
                (409, "invitation_state")),
    "used up": (use_up, "FULFILLED", "invitation_used_up",
                (409, "invitation_state"), (409, "invitation_state")),
    "replaced": (replace, "ACTIVE", "link_replaced", DONE,
                 (429, "too_many")),
}


def invite(**members):
    return town.invite(maxUses=1, allowedEmails=[ADDRESS], sendEmail=True,
                       expiresInSeconds=3600, **members)


def doors(token):
    """(door, answer) of each JSON door."""
    visitor = people.Visitor(stack.api, token)
    yield "preview", visitor.preview()
    yield "verify", visitor.verify(ADDRESS)
    yield "confirm", visitor.confirm(ADDRESS, "000000")
    yield "accept", visitor.accept(url=SITE)
    yield "accept with credentials", visitor.accept(
        **companies.filled())


def try_dead(state, kill, word, code, revoked, resent):
    invited = invite()
    tokens = {"base": invited.token, "mailed": invited.mail(ADDRESS).token}
    kill(invited)
    with tap.test(f"{state}: it is {word}, in single reads and lists"):
        tap.is_(invited.status(), word)
        tap.is_([i["status"] for i in invited.company.invitations()["data"]],
                [word])
        tap.is_([i["id"] for i in invited.company.invitations(
            status=word)["data"]], [invited.id])
        others = {"ACTIVE", "EXPIRED", "REVOKED", "FULFILLED"} - {word}
        for other in others:
            tap.is_(invited.company.invitations(status=other)["data"], [],
                    other)
    for which, token in tokens.items():
        with tap.test(f"{state}: the {which} link opens no door"):
            for door, answer in doors(token):
                if (state, which, door) == ("used up", "mailed", "preview"):
                    tap.is_((answer.status, answer["status"]),
                            (200, "accepted"))
                else:
                    refused(answer, 410, code, door)
    with tap.test(f"{state}: it makes no connection"):
        tap.is_(len(invited.company.connections()["data"]),
                int(state == "used up"))
    with tap.test(f"{state}: to revoke it is {revoked[0]}"):
        refused(invited.company.revoke(invited.id), *revoked)
    with tap.test(f"{state}: to resend it is {resent[0]}"):
        invited = invite()
        kill(invited)
        refused(invited.company.resend(invited.id), *resent)


def try_precedence():
    def pair(name, word, code, *deeds):
        with tap.test(name):
            invited = invite()
            invited.mail(ADDRESS)
            for deed in deeds:
                deed(invited)
            tap.is_(invited.status(), word)
            refused(invited.visitor().preview(), 410, code)

    pair("revoked wins over expired", "REVOKED", "invitation_revoked",
         expire, revoke)
    pair("what was revoked does not expire", "REVOKED",
         "invitation_revoked", revoke, expire)
    pair("what is used up does not expire", "FULFILLED",
         "invitation_used_up", use_up, expire)
    pair("a replaced link stays replaced when its invitation is revoked",
         "REVOKED", "link_replaced", replace, revoke)


def try_alive():
    """What is not dead after a use."""
    with tap.test("with uses left it is ACTIVE, and the last one ends it"):
        invited = town.invite(maxUses=2)
        seen = []
        for _ in range(3):
            seen.append((invited.use().status, invited.status(),
                         invited.read()["useCount"]))
        tap.is_(seen, [(200, "ACTIVE", 1), (200, "FULFILLED", 2),
                       (410, "FULFILLED", 2)])
    with tap.test("without a limit it is ACTIVE however often it is used"):
        invited = town.invite()
        tap.is_([invited.use().status for _ in range(5)], [200] * 5)
        tap.is_((invited.status(), invited.read()["useCount"]),
                ("ACTIVE", 5))
    with tap.test("a resend lets an expired one live again, as long as at "
                  "first"):
        invited = invite()
        expire(invited)
        tap.is_(invited.company.resend(invited.id).status, 200)
        tap.is_(invited.status(), "ACTIVE")
        left = stack.db.value(
            "select extract(epoch from expires_at - clock_timestamp())"
            "::float from invitation where id = %s", invited.id)
        tap.within(left, 3500, 3600)
        tap.is_(invited.visitor().preview().status, 200)
    with tap.test("one without an end has none after a resend"):
        invited = town.invite(allowedEmails=[ADDRESS], sendEmail=True)
        invited.company.resend(invited.id)
        tap.is_(invited.read()["expiresAt"], None)
    with tap.test("where nothing was mailed a resend mails nothing"):
        invited = town.invite(allowedEmails=["silent@example.com"])
        tap.is_(invited.company.resend(invited.id).status, 200)
        stack.settle()
        tap.is_(stack.mailbox.all("silent@example.com"), [])
    with tap.test("any number of invitations may be for one address"):
        company = town.company()
        for _ in range(3):
            tap.is_(company.invite(allowedEmails=[ADDRESS],
                                   sendEmail=True).status, 201)


def try_moment():
    with tap.test("expiry is to the moment"):
        invited = town.invite()
        invited.move_expiry(30)
        tap.is_(invited.visitor().preview().status, 200)
        invited.move_expiry(0)
        tap.is_(invited.status(), "EXPIRED")
        refused(invited.use(), 410, "invitation_expired")
    with tap.test("what expires while its form waits is expired"):
        invited = town.invite()
        invited.move_expiry(0.25)
        with stack.holding("select 1 from invitation where id = %s "
                           "for update", invited.id, seconds=0.35):
            answer = invited.use()
        refused(answer, 410, "invitation_expired")
    with tap.test("what is revoked while its form waits is revoked"):
        invited = town.invite()
        with stack.holding("update invitation set state = 'revoked', "
                           "revoked_at = now() where id = %s", invited.id,
                           seconds=0.2):
            answer = invited.use()
        refused(answer, 410, "invitation_revoked")
        tap.is_(invited.company.connections()["data"], [])
    with tap.test("credentials brought while a form waits go to no utility "
                  "that it names"):
        company, id = town.connected(username=None, password=None)
        invited = town.invite(company, id)
        with stack.holding("update utility_connection set password_number = "
                           "1, password_sealed = '\\x00' where id = %s", id,
                           seconds=0.2):
            answer = invited.visitor().accept(
                url="https://elsewhere.example")
        bad_fields(answer, {"#/password": "required"})
        tap.is_(company.connection(id)["url"], SITE)


# ---- rejecting, and other families' doors ----

def try_reject():
    with tap.test("there is no rejecting, by any link"):
        invited = invite()
        for address in None, ADDRESS:
            refused(invited.visitor(address).reject(), 409,
                    "not_rejectable")
        tap.is_(invited.status(), "ACTIVE")
    with tap.test("a business cannot accept it with its key"):
        business = people.Town(stack, "Elsewhere").business()
        refused(business.accept(invited.token), 404, "not_found")
    with tap.test("other families' fields are unknown to it"):
        answer = town.invite().visitor().accept(
            url=SITE, businessName="Bolt", firstName="Jane",
            email="jane@example.com")
        refused(answer, 422, "invalid_fields")
        tap.is_(answer.pointers, {
            "#/businessName": "unknown", "#/firstName": "unknown",
            "#/email": "unknown"})


# ---- what nobody knows, or somebody else owns ----

def try_unknown():
    invited = invite()
    strange = {"a word": "token", "64 characters": "A" * 64,
               "another MAC": people.forge(invited.token),
               "an id": invited.id, "a key": town.client.key}
    for name, token in strange.items():
        with tap.test(f"unknown: {name} opens no door"):
            for door, answer in doors(token):
                refused(answer, 404, "not_found", door)


def try_foreign():
    far = companies.Town(stack, "Far").company()
    company, connection = town.connected()
    invited = town.invite(company)
    stranger = companies.Company(far.client, company.id)
    with tap.test("a company's rows are its own"):
        for deed in (stranger.invite, stranger.invitations,
                     stranger.connections):
            refused(deed(), 404, "not_found", deed.__name__)
        for deed in (far.invitation, far.revoke, far.resend):
            refused(deed(invited.id), 404, "not_found", deed.__name__)
        for deed in far.connection, far.credentials, far.edit:
            refused(deed(connection), 404, "not_found", deed.__name__)
        tap.is_(invited.status(), "ACTIVE")
    with tap.test("an unknown id, and one that is none, is 404"):
        for id in str(uuid.uuid4()), "12", "me":
            nobody = companies.Company(town.client, id)
            for deed in (nobody.invite, nobody.invitations,
                         nobody.connections):
                refused(deed(), 404, "not_found", deed.__name__)
            for deed in (company.invitation, company.revoke,
                         company.connection, company.credentials,
                         company.edit):
                refused(deed(id), 404, "not_found", deed.__name__)
    with tap.test("a business is no company"):
        business = people.Town(stack, "Business").business()
        nobody = companies.Company(business.client, business.id)
        for deed in nobody.invite, nobody.invitations, nobody.connections:
            refused(deed(), 404, "not_found", deed.__name__)
    with tap.test("an invitation of another family is not found here"):
        sent = people.Town(stack, "Sender").send()
        here = companies.Company(sent.sender.client, sent.sender.id)
        refused(here.invitation(sent.id), 404, "not_found", "show")
        refused(here.revoke(sent.id), 404, "not_found", "revoke")
        tap.is_(sent.status(), "pending")
    with tap.test("an id in capitals is the same id"):
        tap.is_(company.invitation(invited.id.upper())["id"], invited.id)
        tap.is_(company.connection(connection.upper())["id"], connection)


with Stack(OPTIONS) as stack:
    town = companies.Town(stack)
    for state, how in DEAD.items():
        try_dead(state, *how)
    try_precedence()
    try_alive()
    try_moment()
    try_reject()
    try_unknown()
    try_foreign()
tap.done()
