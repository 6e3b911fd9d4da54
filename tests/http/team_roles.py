# SPDX-License-Identifier: MIT
"""Roles: who may grant, resend and accept them; members and their sessions;
the last Owner."""
import people
import tap
import teams
from crowd import at_once
from expect import bad_fields, refused
from stack import Stack

OPTIONS = {"limits.address_per_hour": 10000, "limits.resend_interval": 0}
ROLES = ("Agent", "Admin", "Owner")


def rank(role):
    return ROLES.index(role)


# ---- who grants ----

def try_granting():
    acme = teams.Team(town)
    for own in ROLES:
        by = acme.key(own)
        for role in ROLES:
            may = rank(role) <= rank(own)
            wanted = (201, None) if may else (403, "role_too_low")
            with tap.test(f"an {own} {'' if may else 'may not '}invite an "
                          f"{role}"):
                refused(by.invite(role=role), *wanted)
            made = acme.invite(role=role)["id"]
            path = f"/v1/invitations/{made}"
            with tap.test(f"an {own} {'' if may else 'may not '}resend and "
                          f"revoke an {role}'s"):
                wanted = (200, None) if may else (403, "role_too_low")
                refused(by.resend(made), *wanted)
                refused(by.client.post(path + "/resend", {}), *wanted)
                if may:
                    tap.is_(by.revoke(made).status, 204)
                else:
                    refused(by.revoke(made), *wanted)
                    refused(by.client.post(path + "/revoke"), *wanted)
    with tap.test("without a role one is an Agent"):
        tap.is_(acme.key("Owner").invite()["role"], "Agent")
    with tap.test("there are three roles"):
        for role in ("owner", "Root", ""):
            bad_fields(acme.invite(role=role), {"#/role": "not_allowed"})


def waits_for_resend(acme, made, token):
    """It is not accepted until somebody who may sends it again."""
    refused(acme.accept(token), 403, "role_too_low")
    tap.is_(acme.invitation(made)["status"], "Pending")
    tap.is_(acme.resend(made).status, 200)
    tap.is_(acme.accept(token).status, 200)


def try_granter():
    acme = teams.Team(town)
    with tap.test("what a revoked key granted waits for a resend"):
        by = acme.key("Owner")
        made = by.invite(role="Admin")["id"]
        token = acme.token(made)
        tap.is_(acme.client.delete(f"/v1/keys/{by.last_key}").status, 204)
        waits_for_resend(acme, made, token)
    with tap.test("what a member granted waits when the member may not "
                  "any more"):
        owner, _ = acme.join("Owner"), acme.join("Owner")
        made = acme.seen_by(owner.client()).invite(role="Owner")["id"]
        token = acme.token(made)
        tap.is_(acme.change(owner.id, "Admin")["role"], "Admin")
        waits_for_resend(acme, made, token)
    with tap.test("not if the role is one that the member has still"):
        made = acme.seen_by(owner.client()).invite(role="Admin")["id"]
        tap.is_(acme.accept(acme.token(made)).status, 200)
    with tap.test("or if only the session is over"):
        hers = owner.client()
        made = acme.seen_by(hers).invite(role="Admin")["id"]
        stack.db.run("update api_key set expires_at = now() "
                     "where hash = sha256(%s::bytea)", hers.key)
        refused(acme.seen_by(hers).users(), 401, "key_invalid")
        tap.is_(acme.accept(acme.token(made)).status, 200)
    with tap.test("what a member granted who was removed waits"):
        made = acme.seen_by(owner.client()).invite()["id"]
        token = acme.token(made)
        tap.is_(acme.remove(owner.id).status, 204)
        waits_for_resend(acme, made, token)
    with tap.test("who resends is the granter from then on"):
        by = acme.key("Owner")
        made = acme.invite(role="Owner")["id"]
        tap.is_(by.resend(made).status, 200)
        acme.client.delete(f"/v1/keys/{by.last_key}")
        refused(acme.accept(acme.token(made)), 403, "role_too_low")
    with tap.test("the command line grants anything"):
        stack.cli("invite", "resend", made)
        tap.is_(acme.accept(acme.token(made)).status, 200)


# ---- members ----

def try_members():
    acme = teams.Team(town)
    members = {role: acme.join(role) for role in ROLES}
    acme.join("Owner")
    for own in ROLES:
        by = acme.key(own)
        for role, member in members.items():
            for wish in ROLES:
                may = max(rank(role), rank(wish)) <= rank(own)
                with tap.test(f"an {own} {'' if may else 'may not '}make an "
                              f"{role} an {wish}"):
                    answer = by.change(member.id, wish)
                    refused(answer, *((200, None) if may
                                      else (403, "role_too_low")))
                    if may:
                        tap.is_(answer["role"], wish)
                        acme.change(member.id, role)
            if rank(role) > rank(own):
                with tap.test(f"an {own} may not remove an {role}"):
                    refused(by.remove(member.id), 403, "role_too_low")
    with tap.test("a role is one of three, and must be said"):
        id = members["Agent"].id
        bad_fields(acme.change(id, "Boss"), {"#/role": "not_allowed"})
        bad_fields(acme.change(id, None), {"#/role": "required"})
    with tap.test("members are told newest first, in pages"):
        everybody = [m["id"] for m in acme.users().json]
        tap.is_(everybody[1:], [m.id for m in members.values()][::-1])
        page = acme.users(limit=2)
        tap.is_([m["id"] for m in page.json], everybody[:2])
        tap.like(page.headers["Link"], 'rel="next"')


def try_last_owner():
    acme = teams.Team(town)
    only = acme.join("Owner")
    with tap.test("the last Owner stays one, and stays"):
        for by in (acme, acme.seen_by(only.client())):
            refused(by.change(only.id, "Admin"), 409, "last_owner")
            refused(by.remove(only.id), 409, "last_owner")
        tap.is_(acme.change(only.id, "Owner").status, 200)
    with tap.test("of two one may go"):
        other = acme.join("Owner")
        tap.is_(acme.seen_by(only.client()).remove(only.id).status, 204)
        refused(acme.remove(other.id), 409, "last_owner")
    for what, deed in (("lower", lambda by, id: by.change(id, "Agent")),
                       ("remove", lambda by, id: by.remove(id))):
        with tap.test(f"two Owners who {what} each other at once: one "
                      "remains"):
            for _ in range(5):
                acme = teams.Team(town)
                one, two = acme.join("Owner"), acme.join("Owner")
                sides = [(acme.seen_by(one.client()), two.id),
                         (acme.seen_by(two.client()), one.id)]
                answers = at_once([
                    lambda by=by, id=id: deed(by, id) for by, id in sides])
                tap.is_(sorted(a.status < 300 for a in answers),
                        [False, True])
                tap.is_([m["role"] for m in acme.users().json].count(
                    "Owner"), 1)


# ---- sessions ----

SCOPES = {
    "Agent": ["invitations:read", "invitations:write", "organizations:read"],
    "Owner": ["invitations:read", "invitations:write", "organizations:read",
              "organizations:write"],
}


def try_sessions():
    acme = teams.Team(town)
    owner, agent = acme.join("Owner"), acme.join("Agent")
    with tap.test("a session has its member's role and what that may, for "
                  "twelve hours"):
        for member, role in (owner, "Owner"), (agent, "Agent"):
            opened = member.log_in()
            tap.is_((opened.status, opened["role"]), (201, role))
            made, hours = stack.db.row(
                "select scopes, round(extract(epoch from expires_at - "
                "created_at) / 3600) from api_key "
                "where hash = sha256(%s::bytea)", opened["key"])
            tap.is_((made, int(hours)), (SCOPES[role], 12))
            tap.is_(opened.headers["Location"].rpartition("/")[0],
                    f"{stack.url}/v1/keys")
    with tap.test("it is for one's business, as far as the scopes go"):
        hers = acme.seen_by(agent.client())
        tap.is_(hers.license().status, 200)
        refused(hers.change(agent.id, "Agent"), 403, "scope_missing")
        refused(hers.client.post("/v1/organizations", {}), 422,
                "invalid_fields")
        refused(hers.client.get(f"/v1/organizations/{town.id}"), 404,
                "not_found")
    with tap.test("another role is felt at once"):
        tap.is_(acme.change(agent.id, "Admin").status, 200)
        tap.is_(hers.change(agent.id, "Agent").status, 200)
        refused(hers.change(agent.id, "Agent"), 403, "scope_missing")
    with tap.test("keys that it makes have no higher role, nor more scopes"):
        theirs = acme.seen_by(owner.client())
        acme.join("Owner")
        acme.change(owner.id, "Admin")
        path = f"/v1/organizations/{acme.id}/keys"
        made = theirs.client.post(path, {"name": "made"})
        tap.is_((made["role"], made["scopes"]), ("Admin", SCOPES["Owner"]))
        refused(theirs.client.post(path, {"name": "x", "role": "Owner"}),
                403, "role_too_low")
        refused(theirs.client.post(path, {"name": "x", "scopes": ["*"]}),
                403, "scope_missing")
    with tap.test("it ends by its key's revoking, or with its member"):
        for end in (lambda m, key: acme.client.delete(
                        f"/v1/keys/{key}").status,
                    lambda m, key: acme.remove(m.id).status):
            member = acme.join()
            opened = member.log_in()
            by = acme.seen_by(acme.client.with_key(opened["key"]))
            tap.is_(by.users().status, 200)
            key = opened.headers["Location"].rpartition("/")[2]
            tap.is_(end(member, key), 204)
            refused(by.users(), 401, "key_invalid")
        refused(member.log_in(), 401, "key_invalid")


def try_log_in():
    acme, other = teams.Team(town), teams.Team(town)
    member = acme.join()
    wrong = {
        "a wrong password": (acme, member.email, "x" * 20),
        "an empty-handed try": (acme, member.email, "x"),
        "another business": (other, member.email, teams.PASSWORD),
        "an unknown address": (acme, "x@example.com", teams.PASSWORD),
    }
    for name, (at, email, password) in wrong.items():
        with tap.test(f"{name}: 401 key_invalid"):
            answer = at.log_in(email, password)
            refused(answer, 401, "key_invalid")
            tap.is_(answer.headers["WWW-Authenticate"], "Bearer")
    with tap.test("the address is compared case-folded"):
        tap.is_(acme.log_in(member.email.upper()).status, 201)
    with tap.test("known and unknown ones have ten tries an hour"):
        for email in (acme.join().email, "nobody@example.com"):
            codes = [acme.log_in(email, "x" * 12).code for _ in range(11)]
            tap.is_(codes, ["key_invalid"] * 10 + ["too_many"])
            answer = acme.log_in(email)
            refused(answer, 429, "too_many")
            tap.within(int(answer.headers["Retry-After"]), 3500, 3600)
            stack.db.run(
                "update session_limit set tried_at = array(select t - "
                "interval '1 hour' from unnest(tried_at) t) "
                "where email_key = %s", email)
            refused(acme.log_in(email, "x" * 12), 401, "key_invalid")
        tap.is_(other.log_in("nobody@example.com").status, 401)
    with tap.test("an Idempotency-Key means nothing here"):
        body = {"organizationId": acme.id, "email": acme.join().email,
                "password": teams.PASSWORD}
        first, second = (acme.public.post(
            "/v1/sessions", body, idempotency_key="once") for _ in range(2))
        tap.is_((first.status, second.status), (201, 201))
        tap.ok(first["key"] != second["key"])
        tap.is_(second.headers["Idempotent-Replayed"], None)
    with tap.test("a password is kept by scrypt, and never told"):
        kept = stack.db.value("select password_hash from member "
                              "where email = %s", member.email)
        tap.ok(teams.PASSWORD not in kept)
        tap.ok("password" not in acme.users().text)
    with tap.test("bounds of passwords: 12 to 200 characters"):
        for length, wanted in ((11, "too_short"), (12, None), (200, None),
                               (201, "too_long")):
            made = acme.invite()
            answer = acme.accept(acme.token(made["id"]),
                                 password="\u00e4" * length)
            tap.is_(answer.pointers if wanted else answer.status,
                    {"#/password": wanted} if wanted else 200, str(length))
            if not wanted:
                tap.is_(acme.log_in(made["email"],
                                    "\u00e4" * length).status, 201)


with Stack(OPTIONS) as stack:
    town = people.Town(stack)
    try_granting()
    try_granter()
    try_members()
    try_last_owner()
    try_sessions()
    try_log_in()
tap.done()
