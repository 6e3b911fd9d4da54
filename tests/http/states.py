# SPDX-License-Identifier: MIT
"""A dead invitation, a dead link, an unknown token, a foreign id: what each
door answers, and which of two states wins."""
import base64
import uuid

import people
import tap
import words
from expect import refused
from stack import Stack

OPTIONS = {"limits.address_per_hour": 10000}


# ---- dead, and how it came to that ----

def expire(sent):
    sent.move_expiry(-1)


def cancel(sent):
    sent.sender.cancel(sent.id)


def reject(sent):
    sent.invited.reject(sent.id)


def use(sent):
    """By somebody else, whom the returned link was passed to."""
    other.accept(sent.returned)


def replace(sent):
    sent.sender.resend(sent.id, rotate=True)


DEAD = {
    "expired": (expire, "invitation_expired"),
    "cancelled": (cancel, "invitation_revoked"),
    "rejected": (reject, "invitation_rejected"),
    "used": (use, "invitation_used_up"),
    "replaced": (replace, "link_replaced"),
}

# What the sender, and the invited, may still do by its id; else it is 409.
DONE = (200, None)
STILL = {
    ("expired", "resend"): DONE,
    ("expired", "cancel"): DONE,
    ("cancelled", "cancel"): DONE,
    ("rejected", "reject"): DONE,
    ("replaced", "resend"): (429, "too_many"),
    ("replaced", "cancel"): DONE,
    ("replaced", "reject"): DONE,
}


def token_doors(token, business):
    """(door, answer) of each JSON door that takes a token."""
    visitor = people.Visitor(stack.api, token)
    yield "accept with a key", business.accept(token)
    yield "preview", visitor.preview()
    yield "verify", visitor.verify(business.address)
    yield "confirm", visitor.confirm(business.address, "000000")
    yield "accept", visitor.accept(businessName="Whoever")


def page_doors(token, where, form_token):
    """(door, page) of each act at a page."""
    visitor = people.Visitor(stack.api, token)
    yield "page", visitor.look(where)
    for action in ("verify", "confirm", "accept", "reject"):
        yield f"page's {action}", people.page.Page(visitor.client.form(
            f"/{where}/{token}",
            {"action": action, "formToken": form_token,
             "email": "who@example.com", "code": "000000"}))


def try_dead(state, kill, code):
    sent = town.send()
    form_token = sent.visitor().look().form("accept")["formToken"]
    kill(sent)
    for which in ("returned", "mailed"):
        is_own = state == "used" and which == "mailed"
        with tap.test(f"{state}: the {which} link opens no door"):
            token = getattr(sent, which)
            for door, answer in token_doors(token, sent.invited):
                if is_own and door == "preview":
                    tap.is_((answer.status, answer["status"]),
                            (200, "accepted"), door)
                else:
                    refused(answer, 410, code, door)
        with tap.test(f"{state}: the {which} link's page says so, 410"):
            for door, page in page_doors(token, "i", form_token):
                tap.is_(page.status,
                        200 if is_own and door == "page" else 410, door)
                tap.is_(page.actions, ["ask"], door)
    with tap.test(f"{state}: the mailed link rejects no more"):
        refused(sent.visitor().reject(), 410, code, "at the door")
        refused(other.reject(sent.id, token=sent.mailed), 410, code,
                "with a key")
    for deed in ("resend", "cancel", "reject"):
        wanted = STILL.get((state, deed), (409, "invitation_state"))
        with tap.test(f"{state}: to {deed} it is {wanted[0]}"):
            sent = town.send()
            kill(sent)
            who = sent.invited if deed == "reject" else sent.sender
            refused(getattr(who, deed)(sent.id), *wanted)


# ---- which state wins ----

def try_precedence():
    def pair(name, word, code, *deeds):
        with tap.test(name):
            sent = town.send()
            for deed in deeds:
                deed(sent)
            tap.is_(sent.status(), word)
            refused(sent.visitor("returned").preview(), 410, code)

    pair("cancelled wins over expired", "cancelled", "invitation_revoked",
         expire, cancel)
    pair("what was cancelled does not expire", "cancelled",
         "invitation_revoked", cancel, expire)
    pair("what was accepted does not expire", "accepted",
         "invitation_used_up", use, expire)
    pair("what was rejected does not expire", "rejected",
         "invitation_rejected", reject, expire)
    pair("a replaced link stays replaced when its invitation is cancelled",
         "cancelled", "link_replaced", replace, cancel)
    pair("a replaced link stays replaced when its invitation expires",
         "expired", "link_replaced", replace, expire)


def try_own_page():
    """What the page of an accepted link of one's own says is true."""
    with tap.test("the page of a link that its address accepted says so"):
        sent = town.send()
        sent.invited.accept(sent.mailed)
        page = sent.visitor().look()
        tap.is_(page.status, 200)
        tap.like(page.text, words.say("connections.end.accepted.heading"))
    with tap.test("the page of a link that somebody else accepted does not "
                  "say that we are connected"):
        sent = town.send()
        use(sent)
        page = sent.visitor().look()
        tap.is_(page.status, 200)
        tap.like(page.text, words.say("end.invitation_used_up.heading"))


# ---- the second around an expiry ----

def try_expiry():
    with tap.test("seconds before its expiry an invitation is accepted"):
        sent = town.send()
        sent.move_expiry(30)
        tap.is_(sent.status(), "pending")
        tap.is_(sent.invited.accept(sent.returned).status, 200)
    with tap.test("a second after it, it is not"):
        sent = town.send()
        sent.move_expiry(-1)
        tap.is_(sent.status(), "expired")
        refused(sent.invited.accept(sent.returned), 410,
                "invitation_expired")
        tap.is_(sent.invited.connections()["data"], [])
    with tap.test("expiry is to the moment"):
        sent = town.send()
        sent.move_expiry(30)
        tap.is_(sent.visitor().preview().status, 200)
        sent.move_expiry(0)
        refused(sent.visitor().preview(), 410, "invitation_expired")


def try_expiry_of_waiting():
    """What expires while a request waits for the row is expired."""
    waiting = {
        "accept with a key": lambda s: s.invited.accept(s.returned),
        "accept at the door": lambda s: s.visitor().accept(),
        "reject at the door": lambda s: s.visitor().reject(),
        "reject with a token":
            lambda s: s.invited.reject(s.id, token=s.mailed),
    }
    for door, deed in waiting.items():
        with tap.test(f"what expires while `{door}` waits is expired"):
            sent = town.send()
            sent.move_expiry(0.25)
            with stack.holding("select 1 from invitation where id = %s "
                               "for update", sent.id, seconds=0.35):
                answer = deed(sent)
            refused(answer, 410, "invitation_expired")
            tap.is_(sent.status(), "expired")
    with tap.test("what expires while its cancelling waits is cancelled"):
        sent = town.send()
        sent.move_expiry(0.25)
        with stack.holding("select 1 from invitation where id = %s "
                           "for update", sent.id, seconds=0.35):
            tap.is_(sent.sender.cancel(sent.id)["status"], "cancelled")
    with tap.test("what is cancelled while its accepting waits is cancelled"):
        sent = town.send()
        with stack.holding("update invitation set state = 'revoked', "
                           "revoked_at = now() where id = %s", sent.id,
                           seconds=0.2):
            answer = sent.invited.accept(sent.returned)
        refused(answer, 410, "invitation_revoked")


# ---- what nobody knows, or somebody else owns ----

def strange_tokens(sent):
    """What is no token of a link, however much it looks like one."""
    data = base64.urlsafe_b64decode(sent.returned)
    stranger = uuid.uuid4().bytes

    def text(value):
        return base64.urlsafe_b64encode(value).decode()

    yield "a word", "token"
    yield "64 characters", "A" * 64
    yield "another MAC", text(data[:-1] + bytes([data[-1] ^ 1]))
    yield "another organization's id", text(stranger + data[16:])
    yield "another link's id", text(data[:16] + stranger + data[32:])
    yield "the other link's MAC", text(
        data[:32] + base64.urlsafe_b64decode(sent.mailed)[32:])
    yield "swapped letters", sent.returned.swapcase()
    yield "a character more", sent.returned + "A"
    yield "a character less", sent.returned[:-1]
    yield "the standard alphabet", sent.returned[:-1] + "+"
    yield "an API key", town.client.key
    yield "an unsubscribe token", sent.mail().unsubscribe
    yield "an id", sent.id
    yield "a letter outside of ASCII", "\u00e4" * 64


def try_unknown():
    sent = town.send()
    for name, token in strange_tokens(sent):
        with tap.test(f"unknown: {name} opens no door"):
            for door, answer in token_doors(token, sent.invited):
                refused(answer, 404, "not_found", door)
            visitor = people.Visitor(stack.api, token)
            refused(visitor.reject(), 404, "not_found", "reject")
            refused(sent.invited.reject(sent.id, token=token), 404,
                    "not_found", "reject with a key")
            quoted = people.urllib.parse.quote(token)
            for where in ("i", "p"):
                path = f"/{where}/{quoted}"
                tap.is_(stack.api.get(path).status, 404, path)
                tap.is_(stack.api.form(path, {"action": "accept"}).status,
                        404, path)
            if name != "an unsubscribe token":
                tap.is_(stack.api.get(f"/u/{quoted}").status, 404, "/u/")
                tap.is_(stack.api.post(f"/u/{quoted}").status, 404, "/u/")
    with tap.test("each kind of link has its own address"):
        public = sent.sender.open_link()
        tap.is_(stack.api.get(f"/i/{public}").status, 404)
        tap.is_(stack.api.get(f"/p/{sent.mailed}").status, 404)
        tap.is_(stack.api.get(f"/u/{sent.mailed}").status, 404)
        tap.is_(stack.api.get(f"/u/{public}").status, 404)


def try_foreign():
    sent = town.send()
    made = town.business()
    connection = made.accept(town.send(invited=made).returned)["id"]
    no_uuid, unknown = "12", str(uuid.uuid4())
    with tap.test("an invitation's id is its sender's alone"):
        for who in (sent.invited, other):
            refused(who.invitation(sent.id), 404, "not_found", "show")
            refused(who.cancel(sent.id), 404, "not_found", "cancel")
            refused(who.resend(sent.id), 404, "not_found", "resend")
        for who in (other, sent.sender):
            refused(who.reject(sent.id), 404, "not_found", "reject")
        tap.is_(sent.status(), "pending")
    with tap.test("a connection's id is its two sides' alone"):
        refused(other.connection(connection), 404, "not_found", "show")
        refused(other.update(connection, aliasName="x"), 404, "not_found",
                "update")
        for deed in (other.approve, other.decline, other.archive):
            refused(deed(connection), 404, "not_found", deed.__name__)
        tap.is_(made.connection(connection)["status"], "active")
    with tap.test("an unknown id, and one that is none, is 404"):
        for id in (unknown, no_uuid, "me"):
            for deed in (other.invitation, other.cancel, other.resend,
                         other.reject, other.connection, other.approve,
                         other.decline, other.archive):
                refused(deed(id), 404, "not_found", deed.__name__)
            refused(other.update(id, tags=[]), 404, "not_found", "update")
    with tap.test("an unknown business, and one that is none, is 404"):
        company = stack.organization("Company", kind="company",
                                     parent=town.id)
        for id in (unknown, no_uuid, company):
            nobody = people.Business(town.client, id, "Nobody", "")
            for answer in (nobody.invite("x@example.com"), nobody.sent(),
                           nobody.received(), nobody.accept(sent.returned),
                           nobody.settings(), nobody.set(enabled=True),
                           nobody.regenerate(), nobody.connections()):
                refused(answer, 404, "not_found")
    with tap.test("`me` is the key's own business, and no company"):
        me = people.Business(town.client, "me", "Root", "")
        tap.is_(me.connections().status, 200)
        tap.is_(me.invite("me@example.com")["businessId"], town.id)
        of_company = people.Business(stack.client(company), "me", "", "")
        refused(of_company.connections(), 404, "not_found")
    with tap.test("an id in capitals is the same id"):
        loud = people.Business(town.client, other.id.upper(), "", "")
        tap.is_(loud.connections().status, 200)
    with tap.test("a token of one invitation rejects no other by id"):
        another = town.send(invited=sent.invited)
        refused(sent.invited.reject(another.id, token=sent.mailed), 404,
                "not_found")
        tap.is_(another.status(), "pending")
    with tap.test("a link of another root's business is good for whoever "
                  "holds it"):
        far = people.Town(stack, "Far").business()
        tap.is_(far.accept(sent.returned).status, 200)


with Stack(OPTIONS) as stack:
    town = people.Town(stack)
    other = town.business("Other")
    for state, (kill, code) in DEAD.items():
        try_dead(state, kill, code)
    try_precedence()
    try_own_page()
    try_expiry()
    try_expiry_of_waiting()
    try_unknown()
    try_foreign()
tap.done()
