# SPDX-License-Identifier: MIT
"""The recipient's pages, as somebody without a script uses them: what they
say, what they keep, what they lead to. The family here is connections; what
other kinds ask for is in programs of their own."""
import itertools
import urllib.parse

import page
import people
import tap
import words
from stack import Stack
from steps import come_back, has_faults, is_end, is_refused, prove

HOSTILE = "<b>\"O'Neil\" & Söhne</b> {{nonce}}"

AFTER = "https://after.example:8443/done?by=us"
LOGO = "data:image/png;base64,iVBORw0KGgo="

_numbers = itertools.count(1)


class Letter:
    """An invitation to an address that no business has."""

    def __init__(self, sender=None, **members):
        self.address = f"new{next(_numbers)}@example.com"
        self.sender = sender or town.business()
        made = self.sender.invite(self.address, **members)
        self.id = made["id"]
        self.returned = people.Visitor(
            stack.api, people.token_of(made["invitationUrl"]))

    @property
    def mailed(self):
        mail = stack.mailbox.wait(about=self.id)
        return people.Visitor(stack.api, mail.token)

    def status(self):
        return self.sender.invitation(self.id)["status"]


def press_with_name(visitor, seen, name):
    return visitor.press(seen, "accept", businessName=name)


# ---- a link from the mail ----

def business_with_way_on():
    business = town.business()
    town.client.patch(f"/v1/organizations/{business.id}", {
        "redirectUrls": [AFTER]})
    return business


def is_way_on(seen, weight):
    """The one link leads where the inviter says, and says where that is."""
    tap.is_([(a["href"], a["class"]) for tag, a in seen.elements
             if tag == "a"], [(AFTER, weight)])
    tap.ok(words.say("page.go_on", redirectHost="after.example:8443")
           in seen.text)


def try_mailed():
    sender = business_with_way_on()
    letter = Letter(sender, inviterName="Ann", message="One\nTwo <i>",
                    redirectUrl=AFTER)
    visitor = letter.mailed
    seen = visitor.look()
    with tap.test("the page says who invites whom to what, until when"):
        tap.is_(seen.status, 200)
        heading = words.say("connections.page.heading",
                            organizationName=sender.name)
        tap.is_(seen.title, heading)
        for text in (heading, f"Ann, {sender.name}", letter.address,
                     "One Two <i>"):
            tap.ok(text in seen.text, text)
        times = [a["datetime"] for tag, a in seen.elements if tag == "time"]
        tap.is_(times, [sender.invitation(letter.id)["expiresAt"]])
        tap.like(seen.text, r"\d{4}, \d\d:\d\d UTC")
    with tap.test("it is in a language, and loads nothing"):
        html = next(a for tag, a in seen.elements if tag == "html")
        tap.is_((html["lang"], html["dir"]), ("en", "ltr"))
        tap.is_([a for _, a in seen.elements if "src" in a], [])
    with tap.test("its field has a label, and helps to fill itself in"):
        control = seen.controls["businessName"]
        labels = [a["for"] for tag, a in seen.elements if tag == "label"]
        tap.ok(control["id"] in labels)
        tap.is_(control["autocomplete"], "organization")
        tap.ok("required" in control)
    with tap.test("what is wrong stands beside the field and above all, and "
                  "what was typed stays"):
        name = f"{HOSTILE} www.example.com"
        again = press_with_name(visitor, seen, name)
        has_faults(again, businessName="businessName.not_allowed")
        tap.is_(again.form("accept")["businessName"], name)
    with tap.test("left blank it is required"):
        again = press_with_name(visitor, again, "  ")
        has_faults(again, businessName="required")
        tap.is_(letter.status(), "pending")
    with tap.test("of what was typed a page leaves out what HTML forbids"):
        again = press_with_name(visitor, again, "\x01Bo\x1b\tlt\x7f")
        is_refused(again)
        tap.is_(again.form("accept")["businessName"], "Bo\tlt")
    with tap.test("put right it is done, and the page says what was done"):
        form = again.form("accept")
        sent = press_with_name(visitor, again, HOSTILE)
        done = come_back(visitor, sent)
        is_end(done, "connections.end.accepted")
        is_way_on(done, "button")
        tap.is_(letter.status(), "accepted")
        tap.is_([c["connectedBusinessName"]
                 for c in sender.connections()["data"]], [HOSTILE])
    with tap.test("a second click gives the first result"):
        twice = page.Page(visitor.client.form(
            seen.path, {**form, "businessName": HOSTILE}))
        tap.is_(twice.status, 303)
        tap.is_(len(sender.connections()["data"]), 1)
    with tap.test("declining comes too late then, and is not another's doing"):
        late = visitor.press(seen, "reject", reason="")
        is_end(late, "end.accepted_already", 410)
        tap.is_(late.actions, [], "there is nothing to ask for")
        late = page.Page(visitor.client.form(seen.path, {
            **form, "action": "ask"}))
        is_end(late, "end.accepted_already", 410)
        tap.is_(letter.status(), "accepted")
    with tap.test("without the cookie it still says that it is accepted"):
        later = visitor.look()
        is_end(later, "connections.end.accepted")
        tap.is_(later.actions, [])


def try_stale():
    letter = Letter(message="As it was")
    visitor = letter.mailed
    seen = visitor.look()
    with tap.test("a form of another link, or made up, does nothing"):
        for token in (Letter().mailed.look().form("accept")["formToken"],
                      "A" * 43, ""):
            again = visitor.press(seen, "accept", businessName="Bolt",
                                  formToken=token)
            is_refused(again, "stale")
            tap.is_(again.form("accept")["businessName"], "Bolt",
                    "what was typed stays")
    with tap.test("nor does one of what has changed since it was shown"):
        stack.db.run("update invitation set message = 'As it is' "
                     "where id = %s", letter.id)
        again = press_with_name(visitor, seen, "Bolt")
        is_refused(again, "stale")
        tap.like(again.text, "As it is")
        tap.is_(letter.status(), "pending")
    with tap.test("an act that there is not does nothing"):
        for action in ("", "ask", "accept ", "delete"):
            again = page.Page(visitor.client.form(seen.path, {
                **visitor.look().form("accept"), "action": action,
                "businessName": "Bolt"}))
            tap.is_((again.status, letter.status()), (422, "pending"), action)
    with tap.test("the page shown anew accepts"):
        seen = visitor.look()
        tap.is_(press_with_name(visitor, seen, "Bolt").status, 303)


def try_reject():
    letter = Letter(business_with_way_on(), redirectUrl=AFTER)
    visitor = letter.mailed
    seen = visitor.look()
    with tap.test("a reason that is too long is kept and told of"):
        again = visitor.press(seen, "reject", reason="x" * 257)
        is_refused(again)
        tap.is_(again.form("reject")["reason"], "x" * 257)
        tap.is_(again.faults, {
            "reason": words.say("fault.too_long", max=256)})
        tap.is_(letter.status(), "pending")
    with tap.test("declined, the page says so"):
        sent = visitor.press(again, "reject", reason="No need")
        done = come_back(visitor, sent)
        is_end(done, "end.rejected")
        is_way_on(done, "go")
        tap.is_(letter.sender.invitation(letter.id)["rejectReason"],
                "No need")
    with tap.test("later it is 410, and offers to ask for a new one"):
        dead = visitor.look()
        is_end(dead, "end.invitation_rejected", 410)
        tap.is_(dead.actions, ["ask"])
    with tap.test("asking needs the form, and is on record"):
        count = ("select count(*) from event where invitation_id = %s "
                 "and type = 'invitation.asked'")
        tap.is_(visitor.press(dead, "ask", formToken="A" * 43).status, 410)
        tap.is_(stack.db.value(count, letter.id), 0)
        done = come_back(visitor, visitor.press(dead, "ask"))
        is_end(done, "end.asked")
        tap.is_(stack.db.value(count, letter.id), 1)
    with tap.test("asked again within the day it says so, and does nothing"):
        again = come_back(visitor, visitor.press(dead, "ask"))
        is_end(again, "end.asked_again")
        tap.is_(again.actions, [])
        tap.is_(stack.db.value(count, letter.id), 1)


def try_answered():
    """Who asked for a new link, and got it."""
    letter = Letter()
    visitor = letter.mailed
    stack.db.move_expiry(letter.id)
    sent = visitor.press(visitor.look(), "ask")
    cookie = {"Cookie": sent.cookie}
    with tap.test("who asked is told so while the link is dead"):
        is_end(come_back(visitor, sent), "end.asked")
    with tap.test("once it was sent again the page is that of the "
                  "invitation"):
        tap.is_(letter.sender.resend(letter.id).status, 200)
        seen = visitor.look(headers=cookie)
        tap.is_((seen.status, seen.actions), (200, ["accept", "reject"]))
    with tap.test("and once it was accepted elsewhere, that it was"):
        tap.is_(press_with_name(visitor, seen, "Bolt").status, 303)
        is_end(visitor.look(headers=cookie), "connections.end.accepted")


# ---- a returned link: first an address is proved ----

def try_returned():
    letter = Letter()
    visitor = letter.returned
    seen = visitor.look()
    with tap.test("a returned link asks for the address first, masked"):
        tap.is_(seen.actions, ["verify"])
        tap.ok(letter.address not in seen.text)
        tap.is_(seen.controls["email"]["autocomplete"], "email")
    with tap.test("what is no address is told of"):
        again = visitor.press(seen, "verify", email="nobody")
        has_faults(again, email="email.bad_format")
        tap.is_(again.form("verify")["email"], "nobody")
    with tap.test("each step has a title of its own"):
        heading = words.say("connections.page.heading",
                            organizationName=letter.sender.name)
        step = words.say("page.verify_heading")
        tap.is_(seen.title, f"{step} – {heading}")
    with tap.test("any address gets the same next page"):
        pages = [visitor.press(seen, "verify", email=address)
                 for address in ("other@example.com", letter.address)]
        texts = [p.text.replace(a, "") for p, a in
                 zip(pages, ("other@example.com", letter.address))]
        tap.is_([p.status for p in pages], [200, 200])
        tap.is_(texts[0], texts[1])
    with tap.test("which says the address typed, the one invited, masked, "
                  "and a way out"):
        seen = pages[0]
        tap.ok(seen.title.startswith(words.say("page.confirm_heading")))
        tap.ok("You gave other@example.com" in seen.text)
        tap.ok("Invited n***@example.com" in seen.text)
        tap.ok(letter.address not in seen.text)
        tap.ok("?again" in seen.links)
    step = pages[1]
    with tap.test("which takes the code in one field"):
        control = step.controls["code"]
        tap.is_((control["inputmode"], control["autocomplete"]),
                ("numeric", "one-time-code"))
        tap.is_(step.form("confirm")["email"], letter.address)
    with tap.test("another code within the minute is too soon, and the first "
                  "may still be entered"):
        again = visitor.press(step, "verify")
        is_refused(again, "too_many", 429)
        tap.ok(int(again.headers["Retry-After"]) <= 60)
        tap.is_(again.form("confirm")["email"], letter.address)
    code = stack.mailbox.wait_code(letter.address)
    with tap.test("a wrong code is told of"):
        wrong = f"{(int(code) + 1) % 1000000:06}"
        for typed, fault in ((wrong, "not_allowed"), ("12", "bad_format")):
            again = visitor.press(step, "confirm", code=typed)
            has_faults(again, code=f"code.{fault}")
    with tap.test("a code for no address leads back to where it is asked "
                  "for"):
        again = visitor.press(pages[0], "confirm", email="no body", code="1")
        has_faults(again, email="email.bad_format")
        tap.is_(again.form("verify")["email"], "no body")
        again = visitor.press(pages[0], "confirm", email="", code=code)
        has_faults(again, email="required")
    with tap.test("the right one is right in any digits, with what a hand or "
                  "a mail puts between them"):
        for zero in "\u0660\u06f0\uff10":
            other = "".join(chr(ord(zero) + int(digit)) for digit in code)
            again = visitor.press(step, "confirm",
                                  code=f"\u200e{other[:3]}-{other[3:]}\u00a0")
            tap.is_((again.status, again.actions), (200, ["accept"]), other)
    with tap.test("the right one, blanks in it, leads on to the form"):
        step = visitor.press(
            step, "confirm", code=f" \u2068{code[:3]} {code[3:]}\u2069\t")
        tap.is_(step.status, 200)
        tap.is_(step.form("accept")["email"], letter.address)
        tap.like(step.form("accept")["proof"], r"^[\w-]{64}$")
        tap.ok(letter.address in step.text)
        tap.ok("reject" not in step.actions, "only the mailed one rejects")
    with tap.test("the proof stays when something is wrong"):
        again = press_with_name(visitor, step, "")
        tap.is_(again.status, 422)
        tap.is_(again.form("accept")["proof"], step.form("accept")["proof"])
    with tap.test("and accepts"):
        sent = press_with_name(visitor, again, "Bolt")
        is_end(come_back(visitor, sent), "connections.end.accepted")
    with tap.test("a code tried too often is cured by another, and only a "
                  "day of them by tomorrow"):
        letter = Letter()
        step = letter.returned.press(letter.returned.look(), "verify",
                                     email=letter.address)
        for _ in range(6):
            again = letter.returned.press(step, "confirm", code="000000")
        is_refused(again, "code_worn", 429)
        tap.is_(again.actions, ["confirm", "verify"])
        on_its_way = words.say("page.confirm", address=letter.address)
        tap.ok(on_its_way in step.text)
        tap.ok(on_its_way not in again.text, "that code opens nothing")
        stack.db.run("update verification set try_count = 25 "
                     "where email_key = %s", letter.address)
        again = letter.returned.press(step, "confirm", code="000000")
        is_refused(again, "code_exhausted", 429)
        tap.ok(on_its_way not in again.text, "nor is there another")
    with tap.test("a proof that is none leads back to the code"):
        letter = Letter()
        seen = letter.returned.look()
        again = page.Page(letter.returned.client.form(seen.path, {
            "action": "accept", "businessName": "Bolt", "proof": "A" * 64,
            "formToken": seen.form("verify")["formToken"]}))
        is_refused(again, "unproved")
        tap.is_(again.actions, ["verify"])
        tap.is_(letter.status(), "pending")
    with tap.test("where all that is wrong can be told of later"):
        again = page.Page(letter.returned.client.form(seen.path, {
            "action": "accept", "businessName": "www.bolt.example",
            "proof": "A" * 64,
            "formToken": again.form("verify")["formToken"]}))
        is_refused(again, "unproved")
        tap.is_(again.faults, {})


def try_public():
    host = town.business()
    visitor = people.Visitor(stack.api, host.open_link(requiresApproval=True))
    address = "walker@example.com"
    with tap.test("a public link's page has its code, which has words"):
        seen = visitor.look("p")
        (image,) = [a for tag, a in seen.elements if tag == "img"]
        tap.is_(image["alt"], words.say("page.qr"))
        drawn = urllib.parse.unquote(image["src"].partition(",")[2])
        code = host.client.get(host.at("/public-invite-settings/qr.svg"))
        tap.is_(drawn, code.text)
        tap.like(seen.headers["Content-Security-Policy"],
                 "; img-src data:;")
    with tap.test("it says whether what it makes waits for approval"):
        for waits in (False, True):
            host.set(requiresApproval=waits)
            said = words.say("connections.page.what", requiresApproval=waits,
                             organizationName=host.name)
            tap.ok(said in visitor.look("p").text, said)
    with tap.test("and that a code is mailed to any address"):
        seen = visitor.press(visitor.look("p"), "verify",
                             email="any@example.com")
        tap.ok(words.say("page.confirm", isPublic=True,
                         address="any@example.com") in seen.text)
    with tap.test("a public link asks for an address and a name, and waits"):
        step = prove(visitor, stack.mailbox, address, "p")
        tap.is_(list(step.controls), ["businessName"])
        tap.ok("password" not in step.text, "of what is not asked for it "
               "says nothing")
        sent = press_with_name(visitor, step, "Walker")
        done = come_back(visitor, sent, "p")
        is_end(done, "end.pending")
        tap.is_([c["status"] for c in host.connections()["data"]],
                ["pending"])
    with tap.test("its page is not a mailed link's, nor the other way round"):
        tap.is_(visitor.look("i").status, 404)
        tap.is_(Letter().returned.look("p").status, 404)
    with tap.test("closed it says so, and offers nothing"):
        before = visitor.look("p")
        host.set(enabled=False)
        seen = visitor.look("p")
        is_end(seen, "end.public_link_closed", 410)
        tap.is_(seen.actions, [])
    with tap.test("not even to a form from when it was open"):
        form = {**before.form("verify"), "action": "ask"}
        asked = page.Page(visitor.client.form(before.path, form))
        is_end(asked, "end.public_link_closed", 410)
        tap.is_(stack.db.value("select count(*) from event where type = "
                               "'invitation.asked' and organization_id = %s",
                               host.id), 0)
    with tap.test("replaced it says whom to ask, since no mail has the new"):
        host.set(enabled=True)
        host.regenerate()
        seen = visitor.look("p")
        is_end(seen, "end.link_replaced", 410)
        tap.ok(words.say("end.link_replaced.text", isPublic=True,
                         organizationName=host.name) in seen.text)
        tap.is_(seen.actions, [])


def try_waiting():
    """What waits at a public link, and what becomes of it."""
    host = town.business()
    visitor = people.Visitor(stack.api, host.open_link(requiresApproval=True))

    def ask():
        """A visitor asks to connect; gives the cookie."""
        address = f"new{next(_numbers)}@example.com"
        step = prove(visitor, stack.mailbox, address, "p")
        return {"Cookie": press_with_name(visitor, step, address).cookie}

    def decide(deed):
        (waiting,) = host.connections(status="pending")["data"]
        tap.is_(deed(waiting["id"]).status, 200)
        return waiting["id"]

    cookie = ask()
    with tap.test("what waits says so, while the link is closed as well, and "
                  "leaves the open link to the next visitor"):
        is_end(visitor.look("p", headers=cookie), "end.pending")
        host.set(enabled=False)
        seen = visitor.look("p", headers=cookie)
        is_end(seen, "end.pending")
        tap.is_(seen.links, [])
        host.set(enabled=True)
        tap.is_(visitor.look("p", headers=cookie).links, ["?again"])
        more = page.Page(visitor.client.get(f"{seen.path}?again",
                                            headers=cookie))
        tap.is_(more.actions, ["verify"])
    with tap.test("once approved it says that they are connected"):
        approved = decide(host.approve)
        is_end(visitor.look("p", headers=cookie), "connections.end.accepted")
    with tap.test("declined it says that"):
        other = ask()
        decide(host.decline)
        seen = visitor.look("p", headers=other)
        is_end(seen, "end.declined", organizationName=host.name)
        tap.is_(seen.links, ["?again"])
    with tap.test("once it is archived the page is that of the link"):
        host.archive(approved)
        seen = visitor.look("p", headers=cookie)
        tap.is_((seen.status, seen.actions), (200, ["verify"]))


# ---- what an organization looks like ----

def try_brand():
    letter = Letter()
    brand = f"/v1/organizations/{letter.sender.id}"
    with tap.test("without a brand the name stands above, and no image may "
                  "be shown"):
        seen = letter.mailed.look()
        tap.ok(seen.text.startswith(letter.sender.name))
        tap.ok("img-src" not in seen.headers["Content-Security-Policy"])
    with tap.test("on an organization's colour the text can be read"):
        for color, text in (("#ffcc33", "#000000"), ("#102040", "#ffffff")):
            town.client.patch(brand, {"brand": {"color": color}})
            seen = letter.mailed.look()
            tap.ok(f"--accent: {color}; --on-accent: {text}"
                   in seen.answer.text, color)
    with tap.test("its logo is an image in the page, with its name"):
        town.client.patch(brand, {"brand": {"logo": LOGO}})
        mail = stack.mailbox.wait(about=letter.id)
        client = letter.mailed.client
        for path in (f"/i/{mail.token}", f"/u/{mail.unsubscribe}"):
            seen = page.Page(client.get(path))
            tap.is_([a for tag, a in seen.elements if tag == "img"],
                    [{"src": LOGO, "alt": letter.sender.name}])
            tap.like(seen.headers["Content-Security-Policy"],
                     "; img-src data:;")
            tap.ok("--accent: #102040" in seen.answer.text)


# ---- every answer below /i/, /p/ and /u/ ----

def try_answers():
    """The headers of all these are checked by api.py."""
    path = f"/i/{Letter().returned.token}"
    client = people.Visitor(stack.api, "").client
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    answers = {
        "an unknown token":
            (lambda: client.get("/i/" + "A" * 64), 404, "not_found"),
        "no token": (lambda: client.get("/u/"), 404, "not_found"),
        "a path below": (lambda: client.get("/p/a/b"), 404, "not_found"),
        "another method":
            (lambda: client.delete(path), 405, "method_not_allowed"),
        "a body that is JSON":
            (lambda: client.post(path, {}), 415, "media_type"),
        "a body whose type only begins like a form's":
            (lambda: client.request(
                "POST", path, raw=b"a=1",
                headers={"Content-Type": form["Content-Type"] + "ed"}),
             415, "media_type"),
        "a form that is too large":
            (lambda: client.form(path, {"a": "x" * 65536}), 413,
             "body_too_large"),
        "a form with a bad escape":
            (lambda: client.request("POST", path, raw=b"a=%zz",
                                    headers=form), 400, "malformed"),
        "a form with too many names":
            (lambda: client.request("POST", path, raw=b"a&" * 501,
                                    headers=form), 400, "malformed"),
    }
    for name, (ask, status, problem) in answers.items():
        with tap.test(f"{name} is {status}, with a page"):
            answer = ask()
            tap.is_(answer.status, status)
            tap.is_(answer.type, "text/html")
            tap.is_(page.Page(answer).title,
                    words.say(f"problem.{problem}.heading"))


def try_unsubscribe():
    letter = Letter()
    mail = stack.mailbox.wait(about=letter.id)
    path = f"/u/{mail.unsubscribe}"
    client = people.Visitor(stack.api, "").client
    values = {"organizationName": letter.sender.name,
              "email": letter.address}
    with tap.test("a page says what it would stop, and its form stops it"):
        seen = page.Page(client.get(path))
        tap.is_(seen.title, words.say("unsubscribe.heading", **values))
        tap.ok(words.say("unsubscribe.text", **values) in seen.text)
        done = page.Page(client.form(path, seen.forms[0]))
        tap.is_(done.title, words.say("unsubscribe.heading",
                                      isSuppressed=True, **values))
        tap.is_(done.forms, [])


with Stack({"limits.address_per_hour": 10000}) as stack:
    town = people.Town(stack)
    try_mailed()
    try_stale()
    try_reject()
    try_answered()
    try_returned()
    try_public()
    try_waiting()
    try_brand()
    try_answers()
    try_unsubscribe()
tap.done()
