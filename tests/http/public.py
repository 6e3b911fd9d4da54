# SPDX-License-Identifier: MIT
"""Public links: open, closed, replaced; with approval and without."""
from xml.etree import ElementTree

import people
import tap
from expect import refused
from stack import Stack


def visitor(token):
    return people.Visitor(stack.api, token)


def qr_of(host):
    return host.client.get(host.at("/public-invite-settings/qr.svg"))


# ---- the link and its settings ----

def try_settings():
    host = town.business()
    with tap.test("a business begins without a public link"):
        answer = host.settings()
        tap.is_(answer.status, 200)
        tap.is_(answer.json, {"enabled": False, "requiresApproval": False,
                              "invitationUrl": None, "revision": 0})
    with tap.test("enabled it has one, below /p/"):
        answer = host.set(enabled=True)
        tap.like(answer["invitationUrl"],
                 f"^{stack.url}/p/" + r"[\w-]{64}$")
        tap.is_(host.settings()["invitationUrl"], answer["invitationUrl"])
    token = people.token_of(answer["invitationUrl"])
    with tap.test("closed it shows no URL, and the link says that, 410"):
        tap.is_(host.set(enabled=False)["invitationUrl"], None)
        guest = town.business()
        refused(guest.accept(token), 410, "public_link_closed")
        refused(visitor(token).preview(), 410, "public_link_closed")
        refused(visitor(token).verify("a@example.com"), 410,
                "public_link_closed")
        refused(visitor(token).confirm("a@example.com", "000000"), 410,
                "public_link_closed")
        refused(visitor(token).accept(businessName="X"), 410,
                "public_link_closed")
        tap.is_(visitor(token).look("p").status, 410)
    with tap.test("nor has it a code to print: 404"):
        refused(qr_of(host), 404, "not_found")
    with tap.test("opened again it is the same link"):
        again = host.set(enabled=True)
        tap.is_(again["invitationUrl"], answer["invitationUrl"])
        tap.is_(visitor(token).preview().status, 200)
        tap.is_(visitor(token).look("p").status, 200)
    with tap.test("its code is an image that does nothing"):
        code = qr_of(host)
        tap.is_((code.status, code.type), (200, "image/svg+xml"))
        tap.is_(ElementTree.fromstring(code.text).tag,
                "{http://www.w3.org/2000/svg}svg")
        tap.is_(code.headers["Content-Security-Policy"],
                "default-src 'none'")
    with tap.test("another link has another code"):
        other = town.business()
        other.open_link()
        tap.ok(qr_of(other).text != code.text)
        tap.is_(qr_of(host).text, code.text)
    with tap.test("each change is a revision"):
        revision = host.settings()["revision"]
        tap.is_(host.set(requiresApproval=True)["revision"], revision + 1)
        tap.is_(host.settings()["revision"], revision + 1)
    with tap.test("null clears: both are false then"):
        answer = host.set(enabled=None, requiresApproval=None)
        tap.is_((answer["enabled"], answer["requiresApproval"]),
                (False, False))
    with tap.test("a public link is never rejected"):
        host.set(enabled=True)
        refused(visitor(token).reject(), 409, "not_rejectable")
    with tap.test("what its preview shows"):
        answer = visitor(token).preview()
        tap.is_(answer.json, {
            "kind": "connections", "status": "pending",
            "organizationName": host.name, "inviterName": None,
            "email": None, "role": None, "message": None, "expiresAt": None,
            "needsVerification": True,
            "form": [{"name": "businessName", "type": "text",
                      "required": True, "value": None},
                     {"name": "email", "type": "email", "required": True,
                      "value": None}]})


def try_regenerate():
    host = town.business()
    old = host.open_link()
    with tap.test("regenerate makes another link"):
        answer = host.regenerate()
        tap.is_(answer.status, 200)
        new = people.token_of(answer["invitationUrl"])
        tap.isnt(new, old)
        tap.is_(visitor(new).preview().status, 200)
    with tap.test("the old one is dead for good"):
        for _ in range(2):
            refused(visitor(old).preview(), 410, "link_replaced")
            refused(town.business().accept(old), 410, "link_replaced")
            tap.is_(visitor(old).look("p").status, 410)
            host.set(enabled=False)
            host.set(enabled=True)
    with tap.test("the new one is that which opens and closes"):
        tap.is_(people.token_of(host.settings()["invitationUrl"]), new)
        host.set(enabled=False)
        refused(visitor(new).preview(), 410, "public_link_closed")
    with tap.test("regenerated while closed it stays closed"):
        answer = host.regenerate()
        tap.is_((answer["enabled"], answer["invitationUrl"]), (False, None))
        token = host.open_link()
        tap.ok(token not in (old, new))
        refused(visitor(new).preview(), 410, "link_replaced")
    with tap.test("regenerated before it was ever enabled"):
        host = town.business()
        tap.is_(host.regenerate()["invitationUrl"], None)
        tap.is_(visitor(host.open_link()).preview().status, 200)


# ---- accepting with a key ----

def try_without_approval():
    host, guest = town.business(), town.business()
    token = host.open_link()
    with tap.test("without approval a connection is active at once"):
        answer = guest.accept(token, aliasName="Our host")
        tap.is_(answer.status, 200)
        tap.is_((answer["status"], answer["alreadyAccepted"],
                 answer["invitationId"], answer["aliasName"]),
                ("active", False, None, "Our host"))
    with tap.test("the same again is the first result"):
        again = guest.accept(token)
        tap.is_(again.status, 200)
        tap.is_(again.json, {**answer.json, "alreadyAccepted": True})
    with tap.test("neither side approves or declines it"):
        for side in (host, guest):
            for deed in (side.approve, side.decline):
                tap.ok(deed(answer["id"]).status in (403, 409))
        refused(guest.approve(answer["id"]), 403, "approval_not_yours")
        refused(host.approve(answer["id"]), 409, "connection_state")
    with tap.test("any number may use it"):
        for _ in range(3):
            tap.is_(town.business().accept(token)["alreadyAccepted"], False)
    with tap.test("its own business may not"):
        refused(host.accept(token), 409, "own_invitation")
    with tap.test("nor one that is connected in another way"):
        sent = town.send(sender=host)
        sent.invited.accept(sent.returned)
        refused(sent.invited.accept(token), 409, "already_connected")
    with tap.test("after an archive the same link makes another connection"):
        tap.is_(host.archive(answer["id"])["status"], "archived")
        fresh = guest.accept(token)
        tap.is_((fresh.status, fresh["alreadyAccepted"], fresh["status"]),
                (200, False, "active"))
        tap.isnt(fresh["id"], answer["id"])
        tap.is_(guest.accept(token)["id"], fresh["id"])
    with tap.test("closed, it still gives who is connected by it the first "
                  "result"):
        host.set(enabled=False)
        again = guest.accept(token)
        tap.is_((again.status, again["alreadyAccepted"], again["id"]),
                (200, True, fresh["id"]))


def try_approval():
    host, guest = town.business(), town.business()
    token = host.open_link(requiresApproval=True)
    with tap.test("with approval a connection waits, 202"):
        answer = guest.accept(token)
        tap.is_(answer.status, 202)
        tap.is_((answer["status"], answer["alreadyAccepted"],
                 answer["approvedAt"]), ("pending", False, None))
    with tap.test("the same again is 202 as well"):
        again = guest.accept(token)
        tap.is_(again.status, 202)
        tap.is_((again["id"], again["alreadyAccepted"]),
                (answer["id"], True))
    with tap.test("both sides see it wait"):
        for side in (host, guest):
            tap.is_([c["id"] for c in
                     side.connections(status="pending")["data"]],
                    [answer["id"]])
    with tap.test("only the side whose link it was decides"):
        refused(guest.approve(answer["id"]), 403, "approval_not_yours")
        refused(guest.decline(answer["id"]), 403, "approval_not_yours")
    with tap.test("what waits is not archived"):
        for side in (host, guest):
            refused(side.archive(answer["id"]), 409, "connection_state")
    with tap.test("approved it is active, for both"):
        approved = host.approve(answer["id"])
        tap.is_((approved.status, approved["status"]), (200, "active"))
        tap.ok(approved["approvedAt"])
        tap.is_(guest.connection(answer["id"])["approvedAt"],
                approved["approvedAt"])
    with tap.test("approving again is 200 and the same"):
        tap.is_(host.approve(answer["id"]).json, approved.json)
    with tap.test("what is approved is not declined"):
        refused(host.decline(answer["id"]), 409, "connection_state")
    with tap.test("accepting again is 200 now"):
        again = guest.accept(token)
        tap.is_((again.status, again["status"], again["alreadyAccepted"]),
                (200, "active", True))
    with tap.test("what waits blocks an invitation between the two"):
        waiting = town.business()
        waiting.accept(token)
        refused(host.invite(waiting.address), 409, "already_connected")
    with tap.test("a link that asks no more leaves what waits waiting"):
        host.set(requiresApproval=False)
        tap.is_(waiting.accept(token).status, 202)
        tap.is_(town.business().accept(token)["status"], "active")


def try_decline():
    host, guest = town.business(), town.business()
    token = host.open_link(requiresApproval=True)
    id = guest.accept(token)["id"]
    with tap.test("declined it is so for both"):
        declined = host.decline(id)
        tap.is_((declined.status, declined["status"]), (200, "declined"))
        tap.is_(guest.connection(id)["status"], "declined")
    with tap.test("declining again is 200 and the same"):
        tap.is_(host.decline(id).json, declined.json)
    with tap.test("what is declined is neither approved nor archived"):
        refused(host.approve(id), 409, "connection_state")
        refused(host.archive(id), 409, "connection_state")
    with tap.test("declined, it blocks no invitation and no other try"):
        tap.is_(host.invite(guest.address).status, 201)
        again = guest.accept(token)
        tap.is_((again.status, again["alreadyAccepted"]), (202, False))
        tap.isnt(again["id"], id)


# ---- a visitor, by a mailed code ----

def try_visitor():
    host = town.business()
    link = visitor(host.open_link())
    proof = link.prove(stack.mailbox, "new@example.com")
    with tap.test("a visitor gives a name and the address proved"):
        answer = link.accept(proof=proof)
        refused(answer, 422, "invalid_fields")
        tap.is_(answer.pointers, {"#/businessName": "required"})
        answer = link.accept(proof=proof, businessName="New",
                             email="other@example.com")
        tap.is_(answer.pointers, {"#/email": "not_allowed"})
    with tap.test("without a proof, or with a wrong one, nothing is made"):
        answer = link.accept(businessName="New")
        refused(answer, 422, "invalid_fields")
        tap.is_(answer.pointers, {"#/proof": "required"})
        answer = link.accept(businessName="New", proof="A" * 64)
        tap.is_(answer.pointers, {"#/proof": "not_allowed"})
        tap.is_(host.connections()["data"], [])
    with tap.test("then a business is made, and connected"):
        answer = link.accept(proof=proof, businessName="New",
                             email="New@Example.com")
        tap.is_(answer.status, 200)
        tap.is_((answer["status"], answer["alreadyAccepted"]),
                ("accepted", False))
        made = town.client.get("/v1/organizations/"
                               + answer["connection"]["businessId"])
        tap.is_((made["name"], made["email"], made["emailVouched"],
                 made["parentId"], made["kind"]),
                ("New", "New@Example.com", True, town.id, "business"))
    with tap.test("the same proof again is the same connection"):
        again = link.accept(proof=proof, businessName="Newer")
        tap.is_((again.status, again["alreadyAccepted"]), (200, True))
        tap.is_(again["connection"]["id"], answer["connection"]["id"])
    with tap.test("a visitor whose address a business is vouched for is it"):
        guest = town.business()
        proof = link.prove(stack.mailbox, guest.address)
        answer = link.accept(proof=proof, email=guest.address)
        tap.is_(answer["connection"]["businessId"], guest.id)
    with tap.test("with approval a visitor waits, 202"):
        host.set(requiresApproval=True)
        proof = link.prove(stack.mailbox, "wait@example.com")
        answer = link.accept(proof=proof, businessName="Waiting",
                             email="wait@example.com")
        tap.is_((answer.status, answer["status"],
                 answer["connection"]["status"]),
                (202, "pending", "pending"))
    with tap.test("the host's own address is its own"):
        proof = link.prove(stack.mailbox, host.address)
        refused(link.accept(proof=proof, email=host.address), 409,
                "own_invitation")


with Stack({"limits.address_per_hour": 10000}) as stack:
    town = people.Town(stack)
    try_settings()
    try_regenerate()
    try_without_approval()
    try_approval()
    try_decline()
    try_visitor()
tap.done()
