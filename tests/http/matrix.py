# SPDX-License-Identifier: MIT
"""Every route with no key, a bad one, one that is over, another
organization's, one without the scope: refused, and nothing is changed; then
with a key that has just its scope: done."""
import api
import fixtures
import people
import tap
from expect import refused
from stack import Stack

SCOPES = ("invitations:read", "invitations:write", "organizations:read",
          "organizations:write", "credentials:read")
# Routes whose path names no organization: who asks sees its own.
SHOWS_OWN = ("invitationList", "eventList", "organizationList",
             "merchantInvitationList")
# Nor do these, and one of them writes: who asks acts for itself.
ACTS_FOR_ITSELF = ("teamInvitationCreate", "teamInvitationList",
                   "memberList", "licenseGet")


def key_of(owner, *scopes, town=None):
    """A new key of an organization, with all scopes if none is said."""
    made = (town or world.town).client.post(
        f"/v1/organizations/{owner}/keys",
        {"name": "Name", **({"scopes": scopes} if scopes else {})})
    return made["key"]


def daughter_of(owner):
    made = world.town.client.post("/v1/organizations", {
        "kind": "business", "name": "Daughter", "parentId": owner})
    return made["id"]


def ended(owner, column):
    key = key_of(owner)
    stack.db.run(f"update api_key set {column} = now() "
                 "where hash = sha256(%s::bytea)", key)
    return key


class Cells:
    """The keys that a call is tried with, and what is to come of each."""

    def __init__(self, call):
        self.right = key_of(call.owner, call.scope)
        lesser = [scope for scope in SCOPES if scope != call.scope]
        self.bad = {
            "no key": (None, 401, "key_missing"),
            "an empty key": ("", 401, "key_missing"),
            "no key at all": ("usk_nonsense", 401, "key_invalid"),
            "a forged key": (people.forge(self.right), 401, "key_invalid"),
            "a key in capitals": (self.right.upper(), 401, "key_invalid"),
            "a revoked key": (ended(call.owner, "revoked_at"), 401,
                              "key_invalid"),
            "an expired key": (ended(call.owner, "expires_at"), 401,
                               "key_invalid"),
            "all other scopes": (key_of(call.owner, *lesser), 403,
                                 "scope_missing"),
            "another root's other scopes": (
                key_of(far.id, *lesser, town=far), 403, "scope_missing"),
        }
        self.foreign = {
            "another root's key": key_of(far.id, town=far),
            "a sister's key": key_of(world.town.business().id),
            "a daughter's key": key_of(daughter_of(call.owner)),
        }


def send(call, key):
    return stack.api.with_key(key).request(call.method, call.path, call.body)


def try_refusals(operation, call, cells):
    for name, (key, status, code) in cells.bad.items():
        with tap.test(f"{operation} with {name}: {status} {code}"):
            refused(send(call, key), status, code)
    for name, key in cells.foreign.items():
        if operation in ACTS_FOR_ITSELF:
            continue
        if operation in SHOWS_OWN:
            with tap.test(f"{operation} with {name} shows nothing of ours"):
                theirs = send(call, key)
                tap.is_(theirs.status, 200)
                tap.is_(organizations(theirs) & {call.owner}, set())
        else:
            with tap.test(f"{operation} with {name}: 404"):
                refused(send(call, key), 404, "not_found")


def organizations(answer):
    """Whose rows a list shows."""
    return {row.get("organizationId") or row.get("merchantId") or row["id"]
            for row in answer["data"]}


def ids_in(answer):
    return set(match[0] for match in api.UUID.finditer(answer.text))


def try_right(operation, call, cells):
    with tap.test(f"{operation} with just {call.scope}: {call.status}"):
        answer = send(call, cells.right)
        tap.is_(answer.status, call.status)
        if operation in SHOWS_OWN:
            tap.ok(call.owner in organizations(answer))
    for name, key in cells.foreign.items():
        if operation in ACTS_FOR_ITSELF:
            with tap.test(f"{operation} with {name} is about that key's own"):
                # Whose redirectUrls are others.
                call.body = call.body and {**call.body, "redirectUrl": None}
                theirs = send(call, key)
                tap.is_(theirs.status, call.status)
                tap.ok(theirs.json != answer.json)
                tap.is_(ids_in(theirs) & ids_in(answer), set())


def try_public(operation):
    for name, key in (("no key", None), ("a key that is none", "usk_x")):
        with tap.test(f"{operation} is public: {name} does as well"):
            call = world.make(operation)
            tap.is_(send(call, key).status, call.status)


with Stack({"limits.address_per_hour": 10000}) as stack:
    world = fixtures.World(stack)
    far = people.Town(stack, "Far")
    with tap.test("every route has a fixture, every fixture a route"):
        tap.is_(world.missing(), [])
    calls = {operation: world.make(operation)
             for operation in world.operations}
    cells = {operation: Cells(call) for operation, call in calls.items()
             if call.scope}
    before = stack.snapshot()
    for operation in cells:
        try_refusals(operation, calls[operation], cells[operation])
    with tap.test("no refusal has changed a row"):
        tap.ok(stack.snapshot() == before)
    for operation in cells:
        try_right(operation, calls[operation], cells[operation])
    for operation in set(calls) - set(cells):
        try_public(operation)
tap.done()
