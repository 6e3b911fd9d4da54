# SPDX-License-Identifier: MIT
# runtests: npm
"""The pages of the connections family, and those that belong to no family,
in a browser: every one is fit for all, and the ways over them can be gone by
keyboard alone and without scripts."""
import base64

import looks
import people
import tap
import words
from browser import Browser, go_everywhere, look
from stack import Stack
from steps import has_faults, is_end, is_refused

INVITED = "office@bestnuts.example"
NAME = words.say("field.businessName")
ADDRESS = words.say("page.address")
CODE = words.say("page.code")
ACCEPT = words.say("page.accept")
SEND = words.say("page.send")
CONFIRM = words.say("page.confirm_code")
EXPIRES = "2030-05-17 12:00Z"  # or else every new picture differs
AFTER = "https://acmebolts.example/partners"

LOGO = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 168 40">
<path fill="#7a2e00" d="M20 2 36 11v18L20 38 4 29V11z"/>
<circle cx="20" cy="20" r="7" fill="#fff"/>
<path fill="#7a2e00" d="M48 10h112v8H48zm0 12h72v8H48z"/></svg>"""

_people = iter("""Mary Omar Lucy Ivan Nora Paul Zoe Karl Rosa Amir Jane Finn
    Ella Hugo Lena Otto Ruth Theo Vera Yann""".lower().split())


class Letter:
    """An invitation from Acme Bolts to an address that no business has,
    unless another is said."""

    def __init__(self, address=INVITED, sender=None, **members):
        self.sender = sender or town.business("Acme Bolts")
        self.address = address
        made = self.sender.invite(address, inviterName="Ann Lee", **members)
        self.id = made["id"]
        self.returned = made["invitationUrl"]
        self.set_expiry(EXPIRES)

    @property
    def mailed(self):
        return stack.mailbox.wait(about=self.id).link

    def holder(self):
        """Whoever has the mail, without a browser."""
        return people.Visitor(stack.api, people.token_of(self.mailed))

    def status(self):
        return self.sender.invitation(self.id)["status"]

    def set_expiry(self, when):
        stack.db.run("update invitation set expires_at = %s::timestamptz "
                     "where id = %s", when, self.id)


def with_way_on():
    """A sender who says where to go on."""
    sender = town.business("Acme Bolts")
    town.client.patch(f"/v1/organizations/{sender.id}",
                      {"redirectUrls": [AFTER]})
    return sender


def new_address():
    """One that was never sent a code."""
    return f"{next(_people)}@bestnuts.example"


def prove(tab, address):
    """Go on by the code that is mailed to an address."""
    count = len(stack.mailbox.codes(address))
    tab.fill(ADDRESS, address)
    tab.click("button", SEND, leads=True)
    tab.fill(CODE, stack.mailbox.wait_code(address, count + 1))
    return tab.click("button", CONFIRM, leads=True)


# ---- what each page looks like ----

def look_at_form():
    letter = Letter(message="We buy your nuts for our bolts.\n"
                    "Shall we connect?")
    tab.go(letter.mailed)
    look(tab, "pending")
    tab.fill(NAME, "Best Nuts, www.bestnuts.example")
    has_faults_in(tab.click("button", ACCEPT, leads=True),
                  businessName="businessName.not_allowed")
    look(tab, "pending-wrong")
    tab.go(letter.mailed)
    stack.db.run("update invitation set message = 'We buy your nuts.' "
                 "where id = %s", letter.id)
    tab.fill(NAME, "Best Nuts")
    tab.click("button", ACCEPT, leads=True)
    look(tab, "pending-stale")
    tab.go(letter.mailed)
    tab.click_text(words.say("page.reject_heading"))
    look(tab, "declining")
    tab.fill(words.say("page.reason"), "Not now. " * 30)
    tab.click("button", words.say("page.reject"), leads=True)
    look(tab, "declining-wrong")


def has_faults_in(seen, **faults):
    with tap.test("the page says what is wrong"):
        has_faults(seen, **faults)


def look_at_known():
    """Of a business that is there nothing is asked."""
    town.business("Best Nuts", "known@bestnuts.example")
    tab.go(Letter("known@bestnuts.example").mailed)
    look(tab, "pending-known")


def look_at_languages():
    letter = Letter(message="We buy your nuts.")
    address = new_address()
    returned = Letter(address).returned
    every = ("de", "fr", "es", "ar")
    looks.look_at_languages(
        browser, letter.mailed, "pending", every, shown=every)
    one = browser.open(locale="ar")
    one.go(returned)
    one.fill(words.say("page.address", "ar"), address)
    one.click("button", words.say("page.send", "ar"), leads=True)
    look(one, "confirm-ar")
    one.close()


def look_at_long():
    """What has no place to be broken."""
    with tap.test("long names, addresses and messages stay inside"):
        letter = Letter(
            f"{'o' * 60}@{'n' * 60}.{'b' * 60}.example",
            town.business("A" * 100), message="B" * 1000)
        tab.go(letter.mailed)
        tap.ok(tab.overflow() <= 0)
        tab.go(letter.returned)
        tap.ok(tab.overflow() <= 0)


def look_at_paper():
    tab.go(Letter().mailed)
    tab.resize(1280, "dark")
    tab.emulate(media="print")
    with tap.test("on paper all begins at one edge, and nothing is pressed"):
        tap.is_(tab.evaluate("""new Set(["header p", "h1", "dl", "footer p"]
            .map((name) => document.querySelector(name)
            .getBoundingClientRect().left)).size"""), 1)
        tap.is_(tab.evaluate("document.querySelector('button')"
                             ".checkVisibility()"), False)
    tab.emulate(media="screen")
    tab.resize(tab.width, tab.scheme)


def look_at_brand():
    letter = Letter(message="We buy your nuts.")
    logo = base64.b64encode(LOGO.encode()).decode()
    town.client.patch(f"/v1/organizations/{letter.sender.id}", {
        "brand": {"color": "#7a2e00",
                  "logo": f"data:image/svg+xml;base64,{logo}"}})
    tab.go(letter.mailed)
    with tap.test("the logo is drawn"):
        tap.is_(tab.evaluate("document.images[0].naturalWidth > 0"), True)
    look(tab, "pending-brand")


def look_at_steps():
    address = new_address()
    letter = Letter(address)
    tab.go(letter.returned)
    look(tab, "verify")
    tab.fill(ADDRESS, "office..nuts@bestnuts.example")
    tab.click("button", SEND, leads=True)
    look(tab, "verify-wrong")
    tab.fill(ADDRESS, address)
    tab.click("button", SEND, leads=True)
    look(tab, "confirm")
    tab.click("button", words.say("page.another"), leads=True)
    look(tab, "confirm-too-soon")
    code = stack.mailbox.wait_code(address)
    tab.fill(CODE, f"{(int(code) + 1) % 1000000:06}")
    tab.click("button", CONFIRM, leads=True)
    look(tab, "confirm-wrong")
    tab.fill(CODE, code)
    tab.click("button", CONFIRM, leads=True)
    look(tab, "proved")
    stack.db.run(
        "update verification set sent_at = array_fill(clock_timestamp() "
        "- interval '2 minutes', array[5])")
    tab.go(letter.returned)
    tab.fill(ADDRESS, address)
    tab.click("button", SEND, leads=True)
    look(tab, "verify-exhausted")


def look_at_done():
    letter = Letter(sender=with_way_on(), redirectUrl=AFTER)
    tab.go(letter.mailed)
    tab.fill(NAME, "Best Nuts")
    is_end_of(tab.click("button", ACCEPT, leads=True),
              "connections.end.accepted")
    look(tab, "accepted")
    letter = Letter()
    tab.go(letter.mailed)
    tab.click_text(words.say("page.reject_heading"))
    is_end_of(tab.click("button", words.say("page.reject"), leads=True),
              "end.rejected")
    look(tab, "declined")


def is_end_of(seen, name, status=200, **values):
    with tap.test(f"{name} is said"):
        is_end(seen, name, status, **values)


def look_at_dead():
    letters = {"invitation_expired": Letter(), "link_replaced": Letter(),
               "invitation_revoked": Letter(), "invitation_used_up": Letter(),
               "invitation_rejected": Letter()}
    links = {name: letter.mailed for name, letter in letters.items()}
    letters["invitation_expired"].set_expiry("yesterday")
    letter = letters["invitation_revoked"]
    letter.sender.cancel(letter.id)
    letter = letters["link_replaced"]
    letter.sender.resend(letter.id, rotate=True)
    letters["invitation_rejected"].holder().reject()
    letter = letters["invitation_used_up"]
    letter.holder().accept(businessName="Best Nuts")
    links["invitation_used_up"] = letter.returned
    for name, link in links.items():
        is_end_of(tab.go(link), f"end.{name}", 410)
        look(tab, name.removeprefix("invitation_").replace("_", "-"))
    ask = words.say("page.ask", organizationName="Acme Bolts")
    tab.go(links["invitation_expired"])
    is_end_of(tab.click("button", ask, leads=True), "end.asked")
    look(tab, "asked")
    other = browser.open()
    other.go(links["invitation_expired"])
    is_end_of(other.click("button", ask, leads=True), "end.asked_again")
    look(other, "asked-again")
    other.close()


def look_at_public():
    host = town.business("Acme Bolts")
    link = host.set(enabled=True, requiresApproval=True)["invitationUrl"]
    tab.go(link)
    look(tab, "public")
    tab.click_text(words.say("page.qr_heading"))
    with tap.test("the code is drawn, black on white in either scheme"):
        tap.ok(tab.evaluate("document.images[0].naturalWidth > 0"))
    look(tab, "public-code")
    prove(tab, new_address())
    tab.fill(NAME, "Best Nuts")
    is_end_of(tab.click("button", ACCEPT, leads=True), "end.pending")
    look(tab, "waiting")
    guest = town.business("Best Nuts")
    made = host.invite(guest.address)
    guest.accept(people.token_of(made["invitationUrl"]))
    one = browser.open()
    one.go(link)
    prove(one, guest.address)
    with tap.test("two businesses that are connected are told so, and "
                  "nothing is left to do"):
        seen = one.click("button", ACCEPT, leads=True)
        is_end(seen, "problem.already_connected", 409)
        tap.is_(seen.forms, [])
    look(one, "already-connected")
    host.set(enabled=False)
    is_end_of(one.go(link), "end.public_link_closed", 410)
    look(one, "public-closed")
    one.close()


def look_at_others():
    mail = stack.mailbox.wait(about=Letter().id)
    tab.go(f"/u/{mail.unsubscribe}")
    look(tab, "unsubscribe")
    tab.click("button", words.say("unsubscribe.stop"), leads=True)
    look(tab, "unsubscribed")
    is_end_of(tab.go("/i/" + "A" * 64), "problem.not_found", 404)
    look(tab, "not-found")
    tab.go("/docs")
    look(tab, "docs", has_shots=False)
    tab.go("/problems/invitation_expired")
    look(tab, "docs-problem")


# ---- the ways over them ----

def go_to_accepted(one):
    letter = Letter(new_address(), with_way_on(), redirectUrl=AFTER)
    one.open(stack.mailbox.wait(about=letter.id))
    one.put(NAME, "Best Nuts, www.bestnuts.example")
    with tap.test("what is wrong is told where the focus goes"):
        has_faults(one.push(ACCEPT),
                   businessName="businessName.not_allowed")
        tap.is_(one.tab.focus(), (
            "group", words.say("problem.invalid_fields.heading")))
    with tap.test("its link leads to the field"):
        one.go_to(NAME)
        tap.is_(one.tab.focus(), ("textbox", NAME))
    one.put(NAME, "Best Nuts")
    with tap.test("put right it is accepted"):
        is_end(one.push(ACCEPT), "connections.end.accepted")
        tap.is_(letter.status(), "accepted")
    with tap.test("and there is a way on"):
        tap.is_(one.tab.stops(), [("link", words.say(
            "page.go_on", redirectHost="acmebolts.example"))])
        tap.is_(one.tab.seen.links, [AFTER])


def go_to_declined(one):
    letter = Letter()
    one.tab.go(letter.mailed)
    one.unfold(words.say("page.reject_heading"))
    reason = words.say("page.reason")
    one.put(reason, "We buy elsewhere. " * 20)
    with tap.test("a reason that is too long is told of"):
        is_refused(one.push(words.say("page.reject")))
        one.go_to(reason)
    one.put(reason, "We buy elsewhere.")
    with tap.test("it is declined"):
        is_end(one.push(words.say("page.reject")), "end.rejected")
        tap.is_(letter.sender.invitation(letter.id)["rejectReason"],
                "We buy elsewhere.")
    letter = Letter()
    link = letter.mailed
    letter.set_expiry("yesterday")
    with tap.test("a dead link's page asks for a new one"):
        is_end(one.tab.go(link), "end.invitation_expired", 410)
        is_end(one.push(words.say("page.ask",
                                  organizationName="Acme Bolts")),
               "end.asked")


def go_by_code(one):
    """From a link that proves nothing, by way of a wrong address."""
    address = new_address()
    letter = Letter(address)
    one.tab.go(letter.returned)
    one.put(ADDRESS, "somebody@else.example")
    one.push(SEND)
    with tap.test("there is a way back from a wrong address"):
        one.follow(words.say("page.other_address"))
        tap.is_(one.tab.seen.actions, ["verify"])
    one.put(ADDRESS, "office..nuts@bestnuts.example")
    with tap.test("what is no address is told of by its field's name"):
        has_faults(one.push(SEND), email="email.bad_format")
        one.go_to(ADDRESS)
        tap.is_(one.tab.focus(), ("textbox", ADDRESS))
    one.put(ADDRESS, address)
    one.push(SEND)
    code = stack.mailbox.wait_code(address)
    one.put(CODE, f"{(int(code) + 1) % 1000000:06}")
    with tap.test("a wrong code is told of"):
        has_faults(one.push(CONFIRM), code="code.not_allowed")
        one.go_to(CODE)
    one.put(CODE, f" {code[:3]} {code[3:]}")
    one.push(CONFIRM)
    one.put(NAME, "Best Nuts")
    with tap.test("proved, it is accepted"):
        is_end(one.push(ACCEPT), "connections.end.accepted")
        tap.is_(letter.status(), "accepted")


def go_by_public_link(one):
    host = town.business("Acme Bolts")
    link = host.set(enabled=True, requiresApproval=True)["invitationUrl"]
    address = new_address()
    one.tab.go(link)
    one.unfold(words.say("page.qr_heading"))
    one.put(ADDRESS, address)
    one.push(SEND)
    one.put(CODE, stack.mailbox.wait_code(address))
    one.push(CONFIRM)
    one.put(NAME, "Best Nuts")
    with tap.test("by a public link it waits for approval"):
        is_end(one.push(ACCEPT), "end.pending")
        tap.is_([c["status"] for c in host.connections()["data"]],
                ["pending"])


def go_to_no_more(one):
    letter = Letter(new_address())
    mail = stack.mailbox.wait(about=letter.id)
    one.tab.go(f"/u/{mail.unsubscribe}")
    with tap.test("invitations are stopped"):
        seen = one.push(words.say("unsubscribe.stop"))
        tap.is_(seen.title, words.say("unsubscribe.heading",
                                      isSuppressed=True))


def go_back():
    with tap.test("Shift+Tab leads back"):
        tab.go(Letter(new_address()).mailed)
        tab.reach("button", ACCEPT)
        tap.is_(tab.reach("textbox", NAME, key="Shift+Tab"),
                [("textbox", NAME)])


def click_twice():
    with tap.test("a double click is one"):
        letter = Letter(new_address())
        tab.go(letter.mailed)
        tab.fill(NAME, "Best Nuts")
        is_end(tab.double_click("button", ACCEPT), "connections.end.accepted")
        tap.is_(len(letter.sender.connections()["data"]), 1)


with Stack({"limits.address_per_hour": 10000}) as stack:
    with Browser(stack) as browser:
        town = people.Town(stack)
        tab = browser.open()
        look_at_form()
        look_at_known()
        look_at_languages()
        look_at_long()
        look_at_paper()
        look_at_brand()
        look_at_steps()
        look_at_done()
        look_at_dead()
        look_at_public()
        look_at_others()
        go_everywhere(browser, go_to_accepted, go_to_declined, go_by_code,
                      go_by_public_link, go_to_no_more)
        go_back()
        click_twice()
tap.done()
