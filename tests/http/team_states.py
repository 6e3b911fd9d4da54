# SPDX-License-Identifier: MIT
"""Dead invitations to a team, dead links, tokens that are none: what each
door answers, what may still be done, and how an expired one comes back."""
import uuid

import people
import tap
import teams
from expect import refused
from relay import Relay
from stack import Stack

OPTIONS = {"limits.address_per_hour": 10000}


class Sent:
    """An invitation whose mail has come."""

    def __init__(self, acme=None, **members):
        self.acme = acme or teams.Team(town)
        self.answer = self.acme.invite(**members)
        self.id = self.answer["id"]
        self.email = self.answer["email"]
        self.token = self.acme.token(self.id)

    @property
    def visitor(self):
        return people.Visitor(stack.api, self.token)

    def doors(self):
        """Whatever takes the token; all but the first two would accept."""
        yield "preview", self.acme.preview(self.token)
        yield "the core's preview", self.visitor.preview()
        yield "accept", self.acme.accept(self.token)
        yield "the core's accept", self.visitor.accept(
            firstName="J", lastName="D", password=teams.PASSWORD)

    def status(self):
        return self.acme.invitation(self.id)["status"]


def expire(sent):
    sent.acme.move_expiry(sent.id, -1)


def revoke(sent):
    tap.is_(sent.acme.revoke(sent.id).status, 204)


def replace(sent):
    tap.is_(sent.acme.resend(sent.id, rotate=True).status, 200)


def use(sent):
    tap.is_(sent.acme.accept(sent.token).status, 200)


DEAD = {
    "expired": (expire, "invitation_expired"),
    "revoked": (revoke, "invitation_revoked"),
    "replaced": (replace, "link_replaced"),
}


def try_dead():
    for word, (deed, code) in DEAD.items():
        with tap.test(f"what is {word} opens no door: 410 {code}"):
            sent = Sent()
            deed(sent)
            for door, answer in sent.doors():
                refused(answer, 410, code, door)
            tap.is_(sent.visitor.look().status, 410)
            tap.is_(sent.acme.users().json, [])
    with tap.test("what was accepted is shown to its person, and its accept "
                  "repeated"):
        sent = Sent()
        use(sent)
        for door, answer in sent.doors():
            tap.is_(answer.status, 200, door)
        tap.is_(sent.acme.preview(sent.token)["status"], "Accepted")
        tap.is_(len(sent.acme.users().json), 1)
    with tap.test("what was accepted does not expire"):
        expire(sent)
        tap.is_(sent.status(), "Accepted")
        tap.is_(sent.acme.accept(sent.token).status, 200)
    with tap.test("what was revoked after it expired is revoked"):
        sent = Sent()
        expire(sent)
        revoke(sent)
        tap.is_(sent.status(), "Revoked")


def try_unknown():
    sent = Sent()
    stranger = town.send()
    tokens = {
        "a word": "token", "64 characters": "A" * 64,
        "another MAC": people.forge(sent.token),
        "an API key": town.client.key, "an id": sent.id,
        "an unsubscribe token": stack.mailbox.wait(
            about=sent.id).unsubscribe,
        "a connection's link": stranger.mailed,
    }
    for name, token in tokens.items():
        with tap.test(f"{name} is no token of a team"):
            refused(sent.acme.preview(token), 404, "not_found")
            refused(sent.acme.accept(token), 404, "not_found")
            refused(sent.acme.accept(token, password=teams.PASSWORD), 404,
                    "not_found")
    with tap.test("a team's link is none to a connection"):
        business = town.business()
        refused(business.accept(sent.token), 404, "not_found")
    with tap.test("nor can it be rejected"):
        refused(sent.visitor.reject(), 409, "not_rejectable")
        tap.is_(sent.status(), "Pending")
    with tap.test("ids of others, of nothing and of no form are unknown"):
        acme = teams.Team(town)
        for id in (sent.id, stranger.id, str(uuid.uuid4()), "12", "me"):
            refused(acme.invitation(id), 404, "not_found", id)
            refused(acme.revoke(id), 404, "not_found", id)
            refused(acme.resend(id), 404, "not_found", id)
            refused(acme.remove(id), 404, "not_found", id)
            refused(acme.change(id, "Admin"), 404, "not_found", id)
    with tap.test("what is no business has no team"):
        for kind in ("company", "merchant", "customer"):
            client = stack.client(stack.organization("C", kind=kind))
            for tail in ("invitations", "users", "license"):
                refused(client.get(f"{teams.ME}/{tail}"), 404, "not_found",
                        f"{kind} {tail}")
            refused(client.post(f"{teams.ME}/invitations",
                                {"email": teams.address()}), 404, "not_found")
    with tap.test("the address invited is the only one"):
        answer = sent.acme.accept(sent.token, email="x@example.com")
        tap.is_((answer.status, answer.pointers),
                (422, {"#/email": "not_allowed"}))


def try_again():
    with tap.test("an address has one live invitation"):
        sent = Sent()
        answer = sent.acme.invite(sent.email.upper())
        refused(answer, 409, "invitation_already_pending")
        tap.is_(answer["existingId"], sent.id)
    with tap.test("what has ended blocks none"):
        for deed in (expire, revoke):
            sent = Sent()
            deed(sent)
            tap.is_(sent.acme.invite(sent.email).status, 201)
    with tap.test("a member is not invited, one who was removed is"):
        sent = Sent()
        use(sent)
        refused(sent.acme.invite(sent.email), 409, "already_member")
        (row,) = sent.acme.users().json
        tap.is_(sent.acme.remove(row["id"]).status, 204)
        tap.is_(sent.acme.remove(row["id"]).status, 204, "again")
        tap.is_(sent.acme.invite(sent.email).status, 201)
    with tap.test("the removed one's old link makes no member"):
        tap.is_(sent.acme.accept(sent.token).status, 200)
        tap.is_(sent.acme.users().json, [])
    with tap.test("an invitation to a connection is another matter"):
        acme = teams.Team(town)
        sent = Sent(acme)
        tap.is_(town.client.post(
            f"/api/businesses/{acme.id}/invitations",
            {"email": sent.email}).status, 201)


def try_resend():
    with tap.test("a resend is the same link, a fresh expiry, at most once a "
                  "minute"):
        sent = Sent()
        again = sent.acme.resend(sent.id)
        tap.is_((again["status"], again["email"], again["role"]),
                ("Resent", sent.email, "Agent"))
        tap.is_(sent.acme.token(sent.id, 2), sent.token)
        refused(sent.acme.resend(sent.id), 429, "too_many")
    with tap.test("with rotate it is a new one"):
        sent.acme.rest(sent.id)
        replace(sent)
        fresh = sent.acme.token(sent.id, 3)
        tap.ok(fresh != sent.token)
        refused(sent.acme.accept(sent.token), 410, "link_replaced")
        tap.is_(sent.acme.accept(fresh).status, 200)
    with tap.test("what was accepted or revoked is not resent"):
        refused(sent.acme.resend(sent.id), 409, "invitation_state")
        sent = Sent()
        revoke(sent)
        refused(sent.acme.resend(sent.id), 409, "invitation_state")
        tap.is_(sent.acme.revoke(sent.id).status, 204, "revoked again")
    with tap.test("what was accepted is not revoked"):
        sent = Sent()
        use(sent)
        refused(sent.acme.revoke(sent.id), 409, "invitation_state")
    with tap.test("what has expired is revived by its resend"):
        sent = Sent()
        expire(sent)
        tap.is_(sent.acme.resend(sent.id)["status"], "Resent")
        tap.is_(sent.acme.accept(sent.token).status, 200)
    with tap.test("not while another has its address"):
        sent = Sent()
        expire(sent)
        other = Sent(sent.acme, email=sent.email)
        answer = sent.acme.resend(sent.id)
        refused(answer, 409, "invitation_already_pending")
        tap.is_(answer["existingId"], other.id)
    with tap.test("nor when its person has joined by another"):
        use(other)
        refused(sent.acme.resend(sent.id), 409, "already_member")
    with tap.test("the core resends and revokes by the same rules"):
        sent = Sent()
        path = f"/v1/invitations/{sent.id}"
        tap.is_(town.client.post(path + "/resend", {})["status"], "pending")
        tap.is_(sent.status(), "Resent")
        tap.is_(town.client.post(path + "/revoke")["status"], "revoked")
        tap.is_(sent.status(), "Revoked")


def try_failure():
    """With a relay that knows who there is not."""
    with Relay() as relay, Stack({"limits.resend_interval": 0},
                                 smtp_port=relay.port) as other:
        relay.play(RCPT="550 5.1.1 no such user")
        acme = teams.Team(people.Town(other))
        made = acme.invite()
        other.settle()
        with tap.test("a mail that nobody takes has failed to send"):
            shown = acme.invitation(made["id"])
            tap.is_((shown["status"], shown["sentAt"]),
                    ("Failed to send", None))
            tap.like(shown["sendFailureReason"], "no such user")
            tap.is_(shown["delivery"]["state"], "failed")
        with tap.test("and is sent again when its address is there"):
            relay.play()
            tap.is_(acme.resend(made["id"])["status"], "Resent")
            other.settle()
            shown = acme.invitation(made["id"])
            tap.is_((shown["status"], shown["sendFailureReason"]),
                    ("Resent", None))
            tap.ok(shown["sentAt"] >= shown["resentAt"])
        with tap.test("who wants no more gets none, which is said"):
            other.db.run("insert into suppression (organization_id, "
                         "email_key) values (%s, 'quiet@example.com')",
                         acme.id)
            shown = acme.invite("quiet@example.com")
            tap.is_((shown["status"], shown["delivery"]["state"]),
                    ("Pending", "suppressed"))
            tap.like(shown["sendFailureReason"], "wants no more")


with Stack(OPTIONS) as stack:
    town = people.Town(stack)
    try_dead()
    try_unknown()
    try_again()
    try_resend()
    try_failure()
tap.done()
