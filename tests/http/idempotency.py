# SPDX-License-Identifier: MIT
"""Repeating a request under an Idempotency-Key: one effect, one answer."""
import itertools
import random
import string
import time

import crowd
import people
import tap
from expect import refused
from stack import Stack

_keys = (f"key-{n}" for n in itertools.count(1))


def is_replayed(answer):
    return answer.headers["Idempotent-Replayed"] == "true"


def replayed(answer, first, name=""):
    """It is the first answer again, and says so."""
    tap.is_((answer.status, answer.text), (first.status, first.text), name)
    tap.ok(is_replayed(answer), name)


def invite(business, address, key, client=None, **members):
    return (client or business.client).post(
        business.at("/invitations"), {"email": address, **members},
        idempotency_key=key)


def remembered():
    return stack.db.value("select count(*) from idempotency")


# ---- the same again ----

def try_replay():
    business, key = town.business(), next(_keys)
    first = invite(business, "one@example.com", key)
    with tap.test("the first answer says nothing of a replay"):
        tap.is_(first.status, 201)
        tap.is_(first.headers["Idempotent-Replayed"], None)
    with tap.test("the same again is the same answer, and says so"):
        again = invite(business, "one@example.com", key)
        replayed(again, first)
    with tap.test("it shows the link again, and says again where it is"):
        tap.like(again["invitationUrl"], r"/i/[\w-]{64}$")
        for name in ("Location", "ETag"):
            tap.is_(again.headers[name], first.headers[name], name)
    with tap.test("its request id is its own"):
        tap.isnt(again.headers["X-Request-Id"],
                 first.headers["X-Request-Id"])
    with tap.test("it happened once"):
        tap.is_(len(business.sent()["data"]), 1)
        tap.is_(stack.db.value(
            "select count(*) from outbox where invitation_id = %s",
            first["id"]), 1)
    with tap.test("it is the answer of then, whatever has happened since"):
        business.cancel(first["id"])
        replayed(invite(business, "one@example.com", key), first)


def try_methods():
    business = town.business()
    with tap.test("PATCH: changed once"):
        key, path = next(_keys), business.at("/public-invite-settings")
        first = town.client.patch(path, {"enabled": True},
                                  idempotency_key=key)
        replayed(town.client.patch(path, {"enabled": True},
                                   idempotency_key=key), first)
        tap.is_(business.settings()["revision"], first["revision"])
    with tap.test("a new API key is shown again, and is good"):
        key, path = next(_keys), f"/v1/organizations/{business.id}/keys"
        first = town.client.post(path, {"name": "x"}, idempotency_key=key)
        again = town.client.post(path, {"name": "x"}, idempotency_key=key)
        replayed(again, first)
        tap.is_(stack.api.with_key(again["key"]).get(
            business.at("/connections")).status, 200)
        tap.is_(len(town.client.get(path)["data"]), 1)
    with tap.test("DELETE: 204 again"):
        key, path = next(_keys), f"/v1/keys/{first['id']}"
        for wanted in (False, True):
            answer = town.client.delete(path, idempotency_key=key)
            tap.is_((answer.status, answer.text, is_replayed(answer)),
                    (204, "", wanted))
    with tap.test("202 stays 202"):
        host = town.business()
        token, key = host.open_link(requiresApproval=True), next(_keys)
        first, again = (town.client.post(
            business.at("/invitations/accept"), {"token": token},
            idempotency_key=key) for _ in range(2))
        tap.is_((first.status, first["alreadyAccepted"]), (202, False))
        replayed(again, first)
    with tap.test("GET takes no notice of one"):
        key = next(_keys)
        before = remembered()
        for _ in range(2):
            answer = town.client.get(business.at("/connections"),
                                     idempotency_key=key)
            tap.is_((answer.status, is_replayed(answer)), (200, False))
        tap.is_(remembered(), before)


# ---- not the same ----

def try_difference():
    business, key = town.business(), next(_keys)
    first = invite(business, "one@example.com", key)
    path = business.at("/invitations")
    with tap.test("another body under one key is 422"):
        refused(invite(business, "two@example.com", key), 422,
                "idempotency_key_reused")
        tap.is_(len(business.sent()["data"]), 1)
    with tap.test("so are other bytes that mean the same"):
        answer = town.client.request(
            "POST", path, raw=b'{"email":"one@example.com"}',
            idempotency_key=key)
        refused(answer, 422, "idempotency_key_reused")
    with tap.test("another key is another request"):
        refused(invite(business, "one@example.com", next(_keys)), 409,
                "invitation_already_pending")
    with tap.test("another path is another request"):
        answer = invite(town.business(), "one@example.com", key)
        tap.is_((answer.status, is_replayed(answer)), (201, False))
    with tap.test("another organization's key is another owner"):
        answer = invite(business, "two@example.com", key,
                        stack.client(business.id))
        tap.is_((answer.status, is_replayed(answer)), (201, False))
    with tap.test("another key of the same organization is the same owner"):
        replayed(invite(business, "one@example.com", key,
                        stack.client(town.id)), first)


def try_refusals():
    business, key = town.business(), next(_keys)
    pending = business.invite("busy@example.com")
    before = remembered()
    with tap.test("a refusal leaves the key free"):
        refused(invite(business, "busy@example.com", key), 409,
                "invitation_already_pending")
        refused(invite(business, business.address, key), 422,
                "invalid_fields")
        answer = town.client.post(business.at("/invitations"), {"x": 1},
                                  idempotency_key=key)
        refused(answer, 422, "invalid_fields")
        tap.is_(remembered(), before)
        business.cancel(pending["id"])
        answer = invite(business, "busy@example.com", key)
        tap.is_((answer.status, is_replayed(answer)), (201, False))
    with tap.test("a 404 is a refusal too"):
        key = next(_keys)
        refused(town.client.post(
            business.at("/connections/none/archive"), idempotency_key=key),
            404, "not_found")
        refused(invite(people.Business(town.client, pending["id"], "", ""),
                       "x@example.com", key), 404, "not_found")
        tap.is_(remembered(), before + 1)
    with tap.test("so is that of a path longer than an index can hold"):
        long = "".join(random.choices(string.ascii_letters, k=6000))
        for path in (f"/api/businesses/{long}/invitations",
                     f"/api/businesses/{business.id}/connections/{long}"
                     "/archive"):
            body = None if "archive" in path else {"email": "x@example.com"}
            refused(town.client.post(path, body, idempotency_key=key), 404,
                    "not_found")
        tap.is_(remembered(), before + 1)
    with tap.test("a wrong code's try stays counted"):
        sent, key = town.send(), next(_keys)
        address, doors = sent.invited.address, "/v1/invitations/verify"
        stack.api.post(doors, {"token": sent.returned, "email": address})
        code = stack.mailbox.wait_code(address)
        body = {"token": sent.returned, "email": address,
                "code": f"{(int(code) + 1) % 1000000:06}"}
        for _ in range(5):
            refused(stack.api.post(f"{doors}/confirm", body,
                                   idempotency_key=key), 422,
                    "invalid_fields")
        refused(stack.api.post(f"{doors}/confirm", {**body, "code": code},
                               idempotency_key=key), 429, "code_exhausted")


# ---- for how long ----

def age(key, how_long):
    stack.db.run("update idempotency set created_at = created_at "
                 "- %s::interval where key = %s", how_long, key)


def try_age():
    business, key = town.business(), next(_keys)
    first = invite(business, "old@example.com", key)
    with tap.test("it is remembered for 24 hours"):
        age(key, "23 hours 59 minutes 30 seconds")
        replayed(invite(business, "old@example.com", key), first)
    with tap.test("and no longer"):
        age(key, "30 seconds")
        refused(invite(business, "old@example.com", key), 409,
                "invitation_already_pending")
        business.cancel(first["id"])
        second = invite(business, "old@example.com", key)
        tap.is_((second.status, is_replayed(second)), (201, False))
        replayed(invite(business, "old@example.com", key), second)
    with tap.test("then it may come with another body"):
        age(key, "24 hours 1 second")
        answer = invite(business, "new@example.com", key)
        tap.is_((answer.status, is_replayed(answer)), (201, False))


# ---- who may see it ----

def try_keys():
    business, key = town.business(), next(_keys)
    path = f"/v1/organizations/{business.id}/keys"
    first = town.client.post(path, {"name": "mine"}, idempotency_key=key)

    def with_key(text):
        return stack.api.with_key(text).post(path, {"name": "mine"},
                                             idempotency_key=key)

    def with_new(*words):
        return with_key(stack.client(town.id, *words).key)

    with tap.test("a forged key gets no replay"):
        refused(with_key(people.forge(town.client.key)), 401, "key_invalid")
        refused(with_key("usk_x"), 401, "key_invalid")
    with tap.test("a revoked or expired one neither"):
        for column in ("revoked_at", "expires_at"):
            old = stack.client(town.id)
            stack.db.run(f"update api_key set {column} = now() "
                         "where hash = sha256(%s::bytea)", old.key)
            refused(with_key(old.key), 401, "key_invalid", column)
    with tap.test("one without the scope neither"):
        refused(with_new("--scope", "invitations:write"), 403,
                "scope_missing")
    with tap.test("nor one that may do less than who asked first, since the "
                  "answer may hold what it could not have had"):
        refused(with_new("--scope", "organizations:write"), 403,
                "scope_missing")
        refused(with_new("--role", "Admin"), 403, "scope_missing")
    with tap.test("a key that may as much does"):
        replayed(with_new(), first)
    with tap.test("the same for a request of a lesser key"):
        key = next(_keys)
        lesser = stack.client(town.id, "--scope", "organizations:write",
                              "--role", "Agent")
        first = lesser.post(path, {"name": "less"}, idempotency_key=key)
        tap.is_((first["role"], first["scopes"]),
                ("Agent", ["organizations:write"]))
        for words in (["--scope", "organizations:write"], []):
            answer = stack.client(town.id, *words).post(
                path, {"name": "less"}, idempotency_key=key)
            replayed(answer, first)


def try_doors():
    """Doors without a key: the owner is the token."""
    sent, other, key = town.send(), town.send(), next(_keys)

    def accept(token):
        return stack.api.post("/v1/invitations/accept", {"token": token},
                              idempotency_key=key)

    with tap.test("without a key the token is the owner"):
        first = accept(sent.mailed)
        tap.is_((first.status, first["alreadyAccepted"]), (200, False))
        replayed(accept(sent.mailed), first)
    with tap.test("another token is another owner"):
        answer = accept(other.mailed)
        tap.is_((answer.status, is_replayed(answer)), (200, False))
    with tap.test("a token that nobody knows gets nothing"):
        refused(accept(sent.mailed[:-1] + "?"), 404, "not_found")
        refused(accept("A" * 64), 404, "not_found")
    with tap.test("a proof is shown again"):
        sent, key = town.send(), next(_keys)
        address = sent.invited.address
        sent.visitor("returned").verify(address)
        body = {"token": sent.returned, "email": address,
                "code": stack.mailbox.wait_code(address)}
        first, again = (stack.api.post(
            "/v1/invitations/verify/confirm", body, idempotency_key=key)
            for _ in range(2))
        tap.is_(first.status, 200)
        replayed(again, first)
        tap.is_(sent.visitor("returned").accept(
            proof=again["proof"]).status, 200)
    with tap.test("one code is mailed, however often it is asked for"):
        sent, key = town.send(), next(_keys)
        body = {"token": sent.returned, "email": sent.invited.address}
        first, again = (stack.api.post("/v1/invitations/verify", body,
                                       idempotency_key=key)
                        for _ in range(2))
        tap.is_(first.status, 202)
        replayed(again, first)


# ---- the header itself ----

def try_header():
    business = town.business()
    with tap.test("a key may be quoted, and is the same key"):
        key = next(_keys)
        first = invite(business, "q@example.com", f'"{key}"')
        tap.is_(first.status, 201)
        replayed(invite(business, "q@example.com", key), first)
        replayed(invite(business, "q@example.com", f'"{key}"'), first)
    good = {"one character": "x", "255 characters": "k" * 255,
            "255 quoted": '"' + "q" * 255 + '"',
            "every visible character": "".join(map(chr, range(33, 127))),
            "one quote": '"'}
    for number, (name, key) in enumerate(good.items()):
        with tap.test(f"good: {name}"):
            address = f"good{number}@example.com"
            first = invite(business, address, key)
            tap.is_(first.status, 201)
            replayed(invite(business, address, key), first)
    bad = {"nothing": ("", "bad_format"), "a blank": ("a b", "bad_format"),
           "two quotes": ('""', "bad_format"),
           "a letter outside of ASCII": ("\u00e4", "bad_format"),
           "a tab": ("a\tb", "bad_format"),
           "256 characters": ("k" * 256, "too_long"),
           "256 quoted": ('"' + "q" * 256 + '"', "too_long")}
    for name, (key, code) in bad.items():
        with tap.test(f"bad: {name}"):
            before = stack.counts()
            answer = invite(business, "bad@example.com", key)
            refused(answer, 422, "invalid_fields")
            tap.is_(answer.pointers, {"Idempotency-Key": code})
            tap.is_(stack.counts(), before)


# ---- twins ----

def try_twins():
    business = town.business()
    lock = ("insert into address_limit (organization_id, email_key) "
            "values (%s, %s)")
    with tap.test("a twin waits for the one that is running, and gets its "
                  "answer"):
        key = next(_keys)
        with stack.holding(lock, town.id, "slow@example.com", seconds=0.3):
            answers = crowd.at_once(
                [lambda: invite(business, "slow@example.com", key)] * 2)
        tap.is_([a.status for a in answers], [201, 201])
        tap.is_(answers[0].text, answers[1].text)
        tap.is_(sorted(map(is_replayed, answers)), [False, True])
    with tap.test("after two seconds it is 409 request_in_progress"):
        key, path = next(_keys), business.at("/invitations")
        with stack.holding(
                "insert into idempotency (organization_id, owner, method, "
                "path, key, body_hmac) values (%s, '', 'POST', %s, %s, '')",
                town.id, path, key, seconds=6):
            began = time.monotonic()
            answer = invite(business, "long@example.com", key)
            took = time.monotonic() - began
        refused(answer, 409, "request_in_progress")
        tap.within(took, 1.9, 5)
    with tap.test("one whose answer cannot be kept has done nothing, and "
                  "the next is served"):
        stack.db.run("alter table idempotency add constraint no_more "
                     "check (body is null) not valid")
        for _ in range(4):
            refused(invite(business, "kept@example.com", next(_keys)), 500,
                    "internal")
        stack.db.run("alter table idempotency drop constraint no_more")
        tap.is_(invite(business, "kept@example.com", next(_keys)).status, 201)
    with tap.test("a twin of one that is refused is decided anew"):
        key, pending = next(_keys), business.invite("none@example.com")
        with stack.holding("update address_limit set sent_at = sent_at "
                           "where email_key = 'none@example.com'",
                           seconds=0.3):
            answers = crowd.at_once(
                [lambda: invite(business, "none@example.com", key)] * 2)
        for answer in answers:
            refused(answer, 409, "invitation_already_pending")
            tap.is_(answer["existingId"], pending["id"])


with Stack({"limits.address_per_hour": 10000}) as stack:
    town = people.Town(stack)
    try_replay()
    try_methods()
    try_difference()
    try_refusals()
    try_age()
    try_keys()
    try_doors()
    try_header()
    try_twins()
tap.done()
