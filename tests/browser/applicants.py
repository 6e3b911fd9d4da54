# SPDX-License-Identifier: MIT
# runtests: npm
"""The pages of an application, in a browser: questions of every type, and
documents to be read and signed. What looks as it does in the connections
family has no pictures here."""
import datetime
import itertools

import customers
import looks
import people
import tap
import words
from browser import Browser, go_everywhere, look
from stack import Stack
from steps import has_faults, is_end, is_kept, is_refused

CUSTOMER = "Harbour Bank"
BUSINESS = "Jim's Diner"
MESSAGE = "Two pages, five minutes.\nThen your account is open."
EXPIRES = "2030-05-17 12:00Z"  # or else every new picture differs
NAME = "Jim Tester"
SINCE = datetime.date(2020, 2, 29)

QUESTIONS = [
    {"key": "size", "label": "How big is the diner?", "type": "choice",
     "is_required": True, "options": ["Up to 20 seats", "More"]},
    {"key": "staff", "label": "How many people work there?",
     "type": "number", "is_required": True},
    {"key": "since", "label": "Since when is it open?", "type": "date",
     "is_required": False},
    {"key": "leased", "label": "The house is leased", "type": "boolean",
     "is_required": True},
    {"key": "note", "label": "Is there anything else to say?",
     "type": "text", "is_required": False},
]
SIZE, STAFF, SINCE_WHEN, LEASED, NOTE = (
    question["label"] if question["is_required"]
    else f"{question['label']} {words.say('page.optional')}"
    for question in QUESTIONS)
DOCUMENTS = {
    "Terms of the account": """\
1. The account

   Harbour Bank keeps an account for the business. It costs nothing.

2. Its end

   Either side may end it, with a month's notice.
""",
    "Use of data": "We ask the register of businesses about the business, "
                   "and keep its answer for as long as the account is open.",
}
SIGNATURES = [words.say("field.signature", document=name)
              for name in DOCUMENTS]

ADDRESS = words.say("page.address")
CODE = words.say("page.code")
SEND_CODE = words.say("page.send")
CONFIRM = words.say("page.confirm_code")
SEND = words.say("applicants.page.accept")
SIGN = words.say("applicants.page.accept", hasDocuments=True)
REASON = words.say("page.reason")
REJECT = words.say("page.reject")
NO = words.say("page.reject_heading")
ASK = words.say("page.ask", organizationName=CUSTOMER)
DONE = "applicants.end.accepted"

_numbers = itertools.count(1)


def new_address():
    """One that was never sent a code."""
    return f"jim{next(_numbers)}@jimsdiner.example"


def invite(*addresses, documents=DOCUMENTS, questions=QUESTIONS, **members):
    """To one address unless more are said; its mails have arrived."""
    customer = customers.Customer(town, CUSTOMER)
    if documents:
        members["esign_templates"] = [customer.esign(text, name)
                                      for name, text in documents.items()]
    if questions:
        members["custom_field_template_id"] = customer.questions(*questions)
    sent = customer.send(*(addresses or ("jim@jimsdiner.example",)),
                         business={"name": BUSINESS},
                         inviter_name="Lucy Hart", **members)
    set_expiry(sent, EXPIRES)
    return sent


def set_expiry(sent, when):
    stack.db.run("update invitation set expires_at = %s::timestamptz "
                 "where id = %s", when, sent.id)


def link(sent, which="mailed", address=None):
    return "/i/" + sent.applicant(address, which).token


def signatures_of(seen):
    return [name for name in seen.controls if name.startswith("signatures.")]


# ---- what each page looks like ----

def look_at_form():
    sent = invite(message=MESSAGE)
    tab.go(link(sent))
    look(tab, "pending")
    with tap.test("Tab leads past each document to its signature"):
        tap.is_(tab.stops(), [
            ("combobox", SIZE), ("textbox", STAFF), ("textbox", SINCE_WHEN),
            ("checkbox", LEASED), ("textbox", NOTE),
            *(("textbox", signature) for signature in SIGNATURES),
            ("button", SIGN), ("summary", NO)])
    tab.fill(STAFF, "a few")
    tab.fill(NOTE, "We open a second one in May.")
    tab.fill(SIGNATURES[0], NAME)
    with tap.test("the page says what is wrong with answers and signatures, "
                  "and keeps the rest"):
        is_refused(tab.click("button", SIGN, leads=True))
        tap.is_(list(tab.seen.faults), [
            "customFields.size", "customFields.staff",
            signatures_of(tab.seen)[1]])
        is_kept(tab.seen, customFields__staff="a few",
                customFields__note="We open a second one in May.")
    look(tab, "pending-wrong")
    stack.db.run("update invitation set message = 'Hello!' where id = %s",
                 sent.id)
    with tap.test("what has changed meanwhile is shown before one signs"):
        is_refused(tab.click("button", SIGN, leads=True), "stale")
    look(tab, "pending-stale", has_shots=False)


def look_at_least():
    """Of an application that asks for nothing but a word."""
    tab.go(link(invite(documents=None, questions=None)))
    look(tab, "pending-least", has_shots=False)
    with tap.test("one button is all it takes"):
        is_end(tab.click("button", SEND, leads=True), DONE)
    look(tab, "done-least", has_shots=False)


def look_at_long():
    """A document, questions and answers that have no place to be broken."""
    with tap.test("long documents and questions stay inside"):
        choice = {"key": "long", "label": "Q" * 100, "type": "choice",
                  "is_required": True, "options": ["O" * 100]}
        tick = {"key": "tick", "label": "T" * 100, "type": "boolean",
                "is_required": False}
        tab.go(link(invite(
            documents={"D" * 100: "x" * 2000 + "\n" + "All is well. " * 3000},
            questions=[choice, tick])))
        for width in (320, 1280):
            tab.resize(width, "light")
            tap.ok(tab.overflow() <= 0, str(width))
        tab.resize(tab.width, tab.scheme)


def look_at_steps():
    """Of a link that proves nothing."""
    address = new_address()
    tab.go(link(invite(address), "returned"))
    look(tab, "verify", has_shots=False)
    tab.fill(ADDRESS, address)
    tab.click("button", SEND_CODE, leads=True)
    look(tab, "confirm", has_shots=False)
    code = stack.mailbox.wait_code(address)
    tab.fill(CODE, f"{(int(code) + 1) % 1000000:06}")
    with tap.test("a wrong code is told of"):
        has_faults(tab.click("button", CONFIRM, leads=True),
                   code="code.not_allowed")
    look(tab, "confirm-wrong", has_shots=False)
    tab.fill(CODE, code)
    tab.click("button", CONFIRM, leads=True)
    look(tab, "proved", has_shots=False)


def look_at_others():
    """Two applicants: each finds what the other has done."""
    addresses = ["jim@jimsdiner.example", "kim@jimsdiner.example"]
    sent = invite(*addresses)
    tab.go(link(sent, address=addresses[0]))
    tab.choose(SIZE, "More")
    tab.fill(STAFF, "12")
    for signature in SIGNATURES:
        tab.fill(signature, NAME)
    with tap.test("it is sent"):
        is_end(tab.double_click("button", SIGN), DONE)
        tap.is_(sent.statuses(), ["accepted", "pending"])
    look(tab, "done", has_shots=False)
    other = browser.open()
    with tap.test("later, elsewhere, it is said that it is sent"):
        is_end(other.go(link(sent, address=addresses[0])), DONE)
    other.go(link(sent, address=addresses[1]))
    with tap.test("another applicant finds the answers, and signs for "
                  "themselves"):
        is_kept(other.seen, customFields__size="More",
                customFields__staff="12",
                **dict.fromkeys(signatures_of(other.seen), ""))
    look(other, "pending-answered", has_shots=False)
    other.close()
    sent = invite(*addresses)
    sent.applicant(addresses[1]).reject()
    with tap.test("what another has declined is told to have ended"):
        is_end(tab.go(link(sent, address=addresses[0])),
               "end.invitation_rejected", 410)
    look(tab, "declined-by-another", has_shots=False)


def look_at_declining():
    tab.go(link(invite()))
    tab.click_text(NO)
    look(tab, "declining", has_shots=False)
    tab.fill(REASON, "We have a bank.")
    with tap.test("it is declined"):
        is_end(tab.click("button", REJECT, leads=True), "end.rejected")
    look(tab, "declined", has_shots=False)


def look_at_dead():
    deeds = {
        "invitation_expired": lambda sent: set_expiry(sent, "yesterday"),
        "invitation_revoked": lambda sent: sent.customer.revoke(sent.id),
        "invitation_rejected": lambda sent: sent.applicant().reject(),
        "link_replaced": lambda sent: sent.customer.resend(
            sent.id, rotate=True)}
    links = {}
    for name, deed in deeds.items():
        sent = invite()
        deed(sent)
        links[name] = link(sent)
    looks.look_at_dead(browser, links, ASK)


def look_at_languages():
    sent = invite(message=MESSAGE)

    def press_at_once(one, language):
        one.click("button", words.say("applicants.page.accept", language,
                                      hasDocuments=True), leads=True)
        with tap.test(f"and told in {language} what is wrong"):
            tap.is_(one.seen.faults["customFields.size"],
                    words.say("fault.choice.required", language))

    looks.look_at_languages(
        browser, link(sent), "pending", ("ar", "es"), press_at_once)


# ---- the ways over them ----

def fill_in(one):
    one.choose(SIZE, "More")
    one.put(STAFF, "12")
    one.put_date(SINCE_WHEN, SINCE)
    one.tick(LEASED)


def answers(sent):
    return stack.db.value("select custom_fields from applicant_invitation "
                          "where invitation_id = %s", sent.id)


def go_to_done(one):
    """From the mail to an application that is signed; at the second try."""
    sent = invite(message=MESSAGE)
    one.open(sent.mail(sent.first))
    fill_in(one)
    one.put(SIGNATURES[0], NAME)
    with tap.test("what is wrong is told where the focus goes"):
        is_refused(one.push(SIGN))
        tap.is_(one.tab.focus(), (
            "group", words.say("problem.invalid_fields.heading")))
    with tap.test("its link leads to the signature that is missing"):
        one.go_to(SIGNATURES[1])
        tap.is_(one.tab.focus(), ("textbox", SIGNATURES[1]))
    one.put(SIGNATURES[1], NAME)
    with tap.test("put right it is sent"):
        is_end(one.push(SIGN), DONE)
        tap.is_(sent.status(), "accepted")
        tap.is_(answers(sent), {"size": "More", "staff": 12, "leased": True,
                                "since": SINCE.isoformat()})
    with tap.test("the mail's link says so, too"):
        is_end(one.open(sent.mail(sent.first)), DONE)


def go_by_code(one):
    """By a link that proves nothing, with all of it at the first try."""
    address = new_address()
    sent = invite(address)
    one.tab.go(link(sent, "returned"))
    one.put(ADDRESS, address)
    one.push(SEND_CODE)
    one.put(CODE, stack.mailbox.wait_code(address))
    one.push(CONFIRM)
    fill_in(one)
    for signature in SIGNATURES:
        one.put(signature, NAME)
    with tap.test("proved, it is signed and sent"):
        is_end(one.push(SIGN), DONE)
        tap.is_(sent.status(), "accepted")


def go_to_declined(one):
    sent = invite()
    one.open(sent.mail(sent.first))
    one.unfold(NO)
    one.put(REASON, "We have a bank.")
    with tap.test("it is declined"):
        is_end(one.push(REJECT), "end.rejected")
        tap.is_(sent.status(), "declined")
    with tap.test("whoever thinks again asks for a new one"):
        is_end(one.open(sent.mail(sent.first)), "end.invitation_rejected",
               410)
        is_end(one.push(ASK), "end.asked")


with Stack({"limits.address_per_hour": 10000}) as stack:
    with Browser(stack) as browser:
        town = people.Town(stack)
        tab = browser.open()
        look_at_form()
        look_at_least()
        look_at_long()
        look_at_steps()
        look_at_others()
        look_at_declining()
        look_at_dead()
        look_at_languages()
        go_everywhere(browser, go_to_done, go_by_code, go_to_declined)
tap.done()
