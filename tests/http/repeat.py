# SPDX-License-Identifier: MIT
"""Doing it again without an Idempotency-Key: the same party gets the same
result, another party is refused, and it happens once."""
import people
import tap
from expect import refused
from stack import Stack


def events(sent, kind):
    return [e for e in sent.sender.invitation(sent.id)["events"]
            if e["type"] == kind]


def try_cancel():
    sent = town.send()
    with tap.test("cancelled, the invitation says when"):
        first = sent.sender.cancel(sent.id)
        tap.is_((first.status, first["status"]), (200, "cancelled"))
        tap.ok(first["cancelledAt"] >= first["createdAt"])
    with tap.test("cancelling again is 200 and the same"):
        tap.is_(sent.sender.cancel(sent.id).json, first.json)
        tap.is_(len(events(sent, "invitation.revoked")), 1)
    with tap.test("the core's own door says the same"):
        answer = town.client.post(f"/v1/invitations/{sent.id}/revoke")
        tap.is_((answer.status, answer["status"], answer["revokedAt"]),
                (200, "revoked", first["cancelledAt"]))
        tap.is_(len(events(sent, "invitation.revoked")), 1)


def try_accept():
    sent, other = town.send(), town.business()
    with tap.test("accepted, both sides are connected"):
        first = sent.invited.accept(sent.mailed, aliasName="Them")
        tap.is_((first.status, first["alreadyAccepted"]), (200, False))
    with tap.test("accepting again is 200, alreadyAccepted, and the same"):
        for token in (sent.mailed, sent.returned):
            again = sent.invited.accept(token, aliasName="Others")
            tap.is_(again.status, 200)
            tap.is_(again.json, {**first.json, "alreadyAccepted": True})
        tap.is_(len(events(sent, "invitation.accepted")), 1)
    with tap.test("so it is at the door that knows no key"):
        again = sent.visitor().accept()
        tap.is_((again.status, again["status"], again["alreadyAccepted"],
                 again["connection"]["id"]),
                (200, "accepted", True, first["id"]))
    with tap.test("another business is refused"):
        for token in (sent.mailed, sent.returned):
            refused(other.accept(token), 410, "invitation_used_up")
        tap.is_(other.connections()["data"], [])
    with tap.test("an address proved at the door accepts again by its link"):
        sent = town.send(invited=people.Business(
            None, None, "Nobody yet", "nobody-yet@example.com"))
        first = sent.visitor().accept(businessName="Now somebody")
        again = sent.visitor().accept(businessName="Somebody else")
        tap.is_((again.status, again["alreadyAccepted"]), (200, True))
        tap.is_(again["connection"], first["connection"])
    with tap.test("once archived it stays the first result"):
        sent.sender.archive(first["connection"]["id"])
        again = sent.visitor().accept()
        tap.is_((again.status, again["alreadyAccepted"],
                 again["connection"]["status"]), (200, True, "archived"))


def try_reject():
    sent, other = town.send(), town.business()
    with tap.test("rejected, the sender reads why"):
        first = sent.invited.reject(sent.id, reason="We are closing.")
        tap.is_((first.status, first["status"]), (200, "rejected"))
        shown = sent.sender.invitation(sent.id)
        tap.is_((shown["status"], shown["rejectReason"],
                 shown["rejectedAt"]),
                ("rejected", "We are closing.", first["rejectedAt"]))
    with tap.test("rejecting again is 200 and the same"):
        again = sent.invited.reject(sent.id, reason="Another reason")
        tap.is_(again.json, first.json)
        again = sent.invited.reject(sent.id, token=sent.mailed)
        tap.is_(again.json, first.json)
        tap.is_(sent.sender.invitation(sent.id)["rejectReason"],
                "We are closing.")
        tap.is_(len(events(sent, "invitation.rejected")), 1)
    with tap.test("another business with the token is refused"):
        refused(other.reject(sent.id, token=sent.mailed), 410,
                "invitation_rejected")
    with tap.test("by the mailed link, again and again, it is 200"):
        sent = town.send()
        for _ in range(2):
            answer = sent.visitor().reject(reason="No")
            tap.is_((answer.status, answer.json),
                    (200, {"status": "rejected"}))
        tap.is_(len(events(sent, "invitation.rejected")), 1)
    with tap.test("a returned link is not one's own: it rejects nothing"):
        sent = town.send()
        refused(sent.visitor("returned").reject(), 409, "not_rejectable")
        tap.is_(sent.status(), "pending")
    with tap.test("a business proves itself by either link"):
        answer = other.reject(sent.id, token=sent.returned)
        tap.is_((answer.status, answer["status"]), (200, "rejected"))
    with tap.test("nobody accepts or rejects what they sent"):
        sent = town.send()
        refused(sent.sender.accept(sent.returned), 409, "own_invitation")
        refused(sent.sender.reject(sent.id, token=sent.returned), 409,
                "own_invitation")
        refused(sent.sender.reject(sent.id), 404, "not_found")
        tap.is_(sent.status(), "pending")


def try_archive():
    sent = town.send()
    id = sent.invited.accept(sent.returned)["id"]
    with tap.test("either side archives, for both"):
        first = sent.invited.archive(id)
        tap.is_((first.status, first["status"]), (200, "archived"))
        tap.is_(sent.sender.connection(id)["archivedAt"],
                first["archivedAt"])
    with tap.test("archiving again is 200 and the same, for either side"):
        tap.is_(sent.invited.archive(id).json, first.json)
        answer = sent.sender.archive(id)
        tap.is_((answer.status, answer["archivedAt"]),
                (200, first["archivedAt"]))
        tap.is_(len(events(sent, "connection.archived")), 1)
    with tap.test("archived, it blocks no new invitation"):
        sent = town.send(sent.sender, sent.invited)
        tap.is_(sent.invited.accept(sent.returned)["alreadyAccepted"], False)


def try_connected():
    sent = town.send()
    sent.invited.accept(sent.returned)
    with tap.test("who is connected is not invited, in either direction"):
        refused(sent.sender.invite(sent.invited.address), 409,
                "already_connected")
        refused(sent.invited.invite(sent.sender.address), 409,
                "already_connected")
    with tap.test("who is connected accepts no second invitation"):
        unknown = town.send(sender=sent.sender, invited=people.Business(
            None, None, "Nobody", "second@example.com"))
        refused(sent.invited.accept(unknown.returned), 409,
                "already_connected")
        tap.is_(unknown.status(), "pending")
    with tap.test("two invitations that cross make one connection"):
        one = town.send()
        two = town.send(one.invited, one.sender)
        id = one.invited.accept(one.returned)["id"]
        refused(one.sender.accept(two.returned), 409, "already_connected")
        tap.is_([c["id"] for c in one.sender.connections()["data"]], [id])


with Stack({"limits.address_per_hour": 10000}) as stack:
    town = people.Town(stack)
    try_cancel()
    try_accept()
    try_reject()
    try_archive()
    try_connected()
tap.done()
