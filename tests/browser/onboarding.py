# SPDX-License-Identifier: MIT
# runtests: npm
"""The pages of a merchant's onboarding, in a browser: what is known, the
details in groups, a country out of all there are. What looks as it does in
the connections family has no pictures here."""
import looks
import merchants
import tap
import words
from browser import Browser, go_everywhere, look
from stack import Stack
from steps import has_faults, is_end, is_kept, is_refused

MERCHANT = "Corner Bakery"
INVITED = "mara@cornerbakery.example"
MESSAGE = "Welcome, Mara!\nWith these details we can pay you out."
EXPIRES = "2030-05-17 12:00Z"  # or else every new picture differs
AFTER = "https://pay.example/start"

FIELDS = {name: words.say(f"field.{name}") for name in (
    "firstName", "lastName", "email", "phone", "legalName", "tradingName",
    "registrationNumber", "address.line1", "address.line2", "address.city",
    "address.region", "address.postalCode", "address.country")}
REQUIRED = ("firstName", "lastName", "legalName", "address.line1",
            "address.city", "address.country")
LABELS = {name: label if name in REQUIRED
          else f"{label} {words.say('page.optional')}"
          for name, label in FIELDS.items()}
COUNTRY = LABELS["address.country"]
SEND = words.say("onboarding.page.accept")
REASON = words.say("page.reason")
REJECT = words.say("page.reject")
NO = words.say("page.reject_heading")
ASK = words.say("page.ask", organizationName=MERCHANT)
DONE = "onboarding.end.accepted"
# What is filled in by hand, but for the country.
TYPED = {"legalName": "Moss & Daughters Ltd.",
         "tradingName": "The Corner Bakery", "address.line1": "1 High Street",
         "address.city": "York", "address.postalCode": "YO1 7HH"}


def invite(**members):
    merchant = market.merchant(MERCHANT)
    market.client.patch(f"/v1/organizations/{merchant.id}",
                        {"redirectUrls": [AFTER]})
    sent = market.send(merchant, **{
        "email": INVITED, "phone": "+44 20 1234", "inviterName": "Ann Lee",
        **members})
    set_expiry(sent, EXPIRES)
    return sent


def set_expiry(sent, when):
    stack.db.run("update invitation set expires_at = %s::timestamptz "
                 "where id = %s", when, sent.id)


def link(sent):
    return f"/i/{sent.token}"


# ---- what each page looks like ----

def look_at_form():
    sent = invite(message=MESSAGE)
    tab.go(link(sent))
    look(tab, "pending")
    with tap.test("what is known stands in the form"):
        is_kept(tab.seen, firstName="Mara", lastName="Moss", email=INVITED,
                phone="+44 20 1234")
    with tap.test("Tab leads down the form, from its first field to its "
                  "button"):
        tap.is_(tab.stops(), [
            *(("textbox", label) for name, label in LABELS.items()
              if name != "address.country"),
            ("combobox", COUNTRY), ("button", SEND), ("summary", NO)])
    tab.fill(LABELS["email"], "mara.moss")
    tab.fill(LABELS["address.city"], "York")
    with tap.test("the page says all that is wrong, and keeps the rest"):
        is_refused(tab.click("button", SEND, leads=True))
        tap.is_(list(tab.seen.faults), [
            "email", "legalName", "address.line1", "address.country"])
        is_kept(tab.seen, email="mara.moss", address__city="York")
    look(tab, "pending-wrong")
    stack.db.run("update invitation set message = 'Hello!' where id = %s",
                 sent.id)
    with tap.test("what has changed meanwhile is shown"):
        is_refused(tab.click("button", SEND, leads=True), "stale")
        is_kept(tab.seen, address__city="York")
    look(tab, "pending-stale", has_shots=False)


def look_at_phone():
    """Of somebody who is known by a telephone alone."""
    tab.go(link(invite(email=None)))
    look(tab, "pending-phone", has_shots=False)


def look_at_declining():
    tab.go(link(invite()))
    tab.click_text(NO)
    tab.fill(REASON, "Not now. " * 30)
    with tap.test("a reason that is too long is told of"):
        is_refused(tab.click("button", REJECT, leads=True))
        tap.is_(list(tab.seen.faults), ["reason"])
    look(tab, "declining-wrong", has_shots=False)
    tab.fill(REASON, "We use another provider.")
    with tap.test("it is declined"):
        is_end(tab.click("button", REJECT, leads=True), "end.rejected")
    look(tab, "declined", has_shots=False)


def look_at_done():
    sent = invite(redirectUrl=AFTER)
    tab.go(link(sent))
    fill_in(tab)
    with tap.test("it is done"):
        is_end(tab.double_click("button", SEND), DONE)
        tap.is_(sent.status(), "Completed")
    look(tab, "done")
    other = browser.open()
    with tap.test("later, elsewhere, it is said that it is done"):
        is_end(other.go(link(sent)), DONE)
    look(other, "done-before", has_shots=False)
    other.close()


def fill_in(tab):
    for name, text in TYPED.items():
        tab.fill(LABELS[name], text)
    tab.choose(COUNTRY, "GB")


def look_at_dead():
    deeds = {
        "invitation_expired": lambda sent: set_expiry(sent, "yesterday"),
        "invitation_revoked": lambda sent: sent.merchant.revoke(sent.id),
        "invitation_rejected": lambda sent: sent.visitor.reject(),
        "link_replaced": lambda sent: sent.merchant.resend(
            sent.id, rotate=True)}
    links = {}
    for name, deed in deeds.items():
        sent = invite()
        sent.mail()
        deed(sent)
        links[name] = link(sent)
    looks.look_at_dead(browser, links, ASK)


def look_at_languages():
    sent = invite(message=MESSAGE)

    def press_at_once(one, language):
        one.click("button", words.say("onboarding.page.accept", language),
                  leads=True)
        with tap.test(f"and told in {language} what is wrong"):
            tap.is_(one.seen.faults["legalName"],
                    words.say("fault.required", language))
        look(one, f"pending-wrong-{language}", has_shots=False)

    looks.look_at_languages(
        browser, link(sent), "pending", ("ar", "fr"), press_at_once)


# ---- the ways over them ----

def go_to_done(one):
    """From the mail to a merchant with its details; at the second try."""
    sent = invite(redirectUrl=AFTER)
    one.open(sent.mail())
    one.put(LABELS["phone"], "+44 20 5678")
    one.put(LABELS["legalName"], TYPED["legalName"])
    with tap.test("what is wrong is told where the focus goes"):
        has_faults(one.push(SEND), address__line1="required",
                   address__city="required",
                   address__country="address.country.required")
        tap.is_(one.tab.focus(), (
            "group", words.say("problem.invalid_fields.heading")))
    with tap.test("its links lead to the fields"):
        one.go_to(COUNTRY)
        tap.is_(one.tab.focus(), ("combobox", COUNTRY))
    one.choose(COUNTRY, words.say("country.GB"))
    one.put(LABELS["address.line1"], TYPED["address.line1"])
    one.put(LABELS["address.city"], TYPED["address.city"])
    with tap.test("put right it is done"):
        is_end(one.push(SEND), DONE)
        details = sent.merchant.details()
        tap.is_((details["legalName"], details["phone"], details["email"],
                 details["address"]["city"], details["address"]["country"]),
                (TYPED["legalName"], "+44 20 5678", INVITED, "York", "GB"))
    with tap.test("and there is a way on"):
        tap.is_(len(one.tab.stops()), 1)
        tap.is_(one.tab.seen.links, [AFTER])
    with tap.test("the mail's link says so, too"):
        is_end(one.open(sent.mail()), DONE)


def go_to_declined(one):
    sent = invite()
    one.open(sent.mail())
    one.unfold(NO)
    one.put(REASON, "We use another provider.")
    with tap.test("it is declined"):
        is_end(one.push(REJECT), "end.rejected")
        tap.is_(sent.status(), "Declined")
    with tap.test("whoever thinks again asks for a new one"):
        is_end(one.open(sent.mail()), "end.invitation_rejected", 410)
        is_end(one.push(ASK), "end.asked")


with Stack({"limits.address_per_hour": 10000}) as stack:
    with Browser(stack) as browser:
        market = merchants.Market(stack)
        tab = browser.open()
        look_at_form()
        look_at_phone()
        look_at_declining()
        look_at_done()
        look_at_dead()
        look_at_languages()
        go_everywhere(browser, go_to_done, go_to_declined)
tap.done()
