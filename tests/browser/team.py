# SPDX-License-Identifier: MIT
# runtests: npm
"""The pages of an invitation to a team, in a browser: a name and a password.
What looks as it does in the connections family has no pictures here."""
import looks
import people
import tap
import teams
import words
from browser import Browser, go_everywhere, look
from stack import Stack
from steps import is_end, is_refused, press_at_once

SENDER = "Acme Bolts"
INVITED = "mary.poe@acmebolts.example"
MESSAGE = "Welcome, Mary!\nPlease join before Monday."
EXPIRES = "2030-05-17 12:00Z"  # or else every new picture differs
MANY = 12

FIRST = words.say("field.firstName")
LAST = words.say("field.lastName")
PASSWORD = words.say("team.field.password")
JOIN = words.say("team.page.accept")
ASK = words.say("page.ask", organizationName=SENDER)
DONE = "team.end.accepted"


class Letter:
    """An invitation to the team of Acme Bolts that has been mailed."""

    def __init__(self, team=None, address=INVITED, **members):
        self.team = team or teams.Team(town, name=SENDER)
        self.id = self.team.invite(address, inviterName="Ann Lee",
                                   **members)["id"]
        self.set_expiry(EXPIRES)
        self.mail = stack.mailbox.wait(about=self.id)
        self.visitor = people.Visitor(stack.api, self.mail.token)

    def set_expiry(self, when):
        stack.db.run("update invitation set expires_at = %s::timestamptz "
                     "where id = %s", when, self.id)

    def accept(self):
        return self.visitor.accept(firstName="Mary", lastName="Poe",
                                   password=teams.PASSWORD)


def fill_in():
    tab.fill(FIRST, "Mary")
    tab.fill(LAST, "Poe")
    tab.fill(PASSWORD, teams.PASSWORD)


def join_by(letter):
    """Open it, fill in the form, send it; gives the page that comes."""
    tab.go(letter.mail.link)
    fill_in()
    return tab.click("button", JOIN, leads=True)


# ---- what each page looks like ----

def look_at_form():
    letter = Letter(role="Admin", message=MESSAGE)
    tab.go(letter.mail.link)
    look(tab, "pending")
    with tap.test("Tab leads down the form to its button"):
        tap.is_(tab.stops(), [("textbox", FIRST), ("textbox", LAST),
                              ("textbox", PASSWORD), ("button", JOIN)])
    tab.go(letter.mail.link)
    tab.emulate(forcedColors="active")
    with tap.test("each stop shows it in the reader's own colours, too"):
        tap.is_(len(tab.stops()), 4)
    tab.emulate(forcedColors="none")
    tab.fill(FIRST, "Mary")
    tab.fill(PASSWORD, "short")
    with tap.test("the page says what is missing, and what is too short"):
        is_refused(tab.click("button", JOIN, leads=True))
        tap.is_(list(tab.seen.faults), ["lastName", "password"])
    look(tab, "pending-wrong")
    stack.db.run("update invitation set message = 'Welcome!' where id = %s",
                 letter.id)
    fill_in()
    with tap.test("what has changed meanwhile is shown before one joins"):
        is_refused(tab.click("button", JOIN, leads=True), "stale")
    look(tab, "pending-stale", has_shots=False)


def look_at_crowd():
    team = teams.Team(town, name=SENDER)
    letters = [Letter(team, f"mary{number}@acmebolts.example")
               for number in range(MANY)]
    answers = press_at_once([letter.visitor for letter in letters],
                            firstName="Mary", lastName="Poe",
                            password=teams.PASSWORD)
    busy = next(page for page in answers if page.status == 503)
    tab.show(busy.answer.text)
    look(tab, "busy", has_shots=False)


def look_at_refusals():
    team = teams.Team(town, name=SENDER)
    by = team.key("Owner")
    letter = Letter(by, role="Admin")
    team.client.delete(f"/v1/keys/{by.last_key}")
    with tap.test("a role that nobody grants any more waits for a resend"):
        is_refused(join_by(letter), "role_too_low", 403)
    look(tab, "role-too-low", has_shots=False)
    address = "mary@acmebolts.example"
    old = Letter(team, address)
    old.set_expiry("yesterday")
    Letter(team, address).accept()
    # No door lets this one live again; the page would still say it well.
    stack.db.run("update invitation set state = 'pending' where id = %s",
                 old.id)
    old.set_expiry(EXPIRES)
    with tap.test("who is a member by another invitation is told so"):
        is_end(join_by(old), "problem.already_member", 409)
    look(tab, "already-member", has_shots=False)


def look_at_done():
    letter = Letter()
    with tap.test("one joins"):
        is_end(join_by(letter), DONE)
    look(tab, "joined", has_shots=False)
    other = browser.open()
    with tap.test("later, elsewhere, one is told that one has joined"):
        is_end(other.go(letter.mail.link), DONE)
    look(other, "joined-before", has_shots=False)
    other.close()
    with tap.test("a double click is one"):
        letter = Letter()
        tab.go(letter.mail.link)
        fill_in()
        is_end(tab.double_click("button", JOIN), DONE)
        tap.is_(len(letter.team.users().json), 1)


def look_at_dead():
    deeds = {"invitation_expired": lambda one: one.set_expiry("yesterday"),
             "invitation_revoked": lambda one: one.team.revoke(one.id),
             "link_replaced": lambda one: one.team.resend(
                 one.id, rotate=True)}
    links = {}
    for name, deed in deeds.items():
        letter = Letter()
        deed(letter)
        links[name] = letter.mail.link
    looks.look_at_dead(browser, links, ASK)


def look_at_languages():
    letter = Letter(role="Admin", message=MESSAGE)
    looks.look_at_languages(
        browser, letter.mail.link, "pending", ("de", "ar"))


# ---- the ways over them ----

def go_to_joined(one):
    """From the mail to a member who can log in; at the second try."""
    letter = Letter(role="Admin", message=MESSAGE)
    one.open(letter.mail)
    one.put(FIRST, "Mary")
    one.put(LAST, "Poe")
    one.put(PASSWORD, "short")
    with tap.test("what is wrong is told where the focus goes"):
        is_refused(one.push(JOIN))
        tap.is_(one.tab.focus(), (
            "group", words.say("problem.invalid_fields.heading")))
    with tap.test("its link leads to the field"):
        one.go_to(PASSWORD)
        tap.is_(one.tab.focus(), ("textbox", PASSWORD))
    one.put(PASSWORD, teams.PASSWORD)
    with tap.test("put right one joins"):
        is_end(one.push(JOIN), DONE)
        tap.is_(one.tab.stops(), [])
        tap.is_([(user["firstName"], user["lastName"], user["role"])
                 for user in letter.team.users().json],
                [("Mary", "Poe", "Admin")])
    with tap.test("and can log in"):
        tap.is_(letter.team.log_in(INVITED).status, 201)
    with tap.test("the mail's link says so, too"):
        is_end(one.open(letter.mail), DONE)


def go_to_ask(one):
    letter = Letter()
    letter.set_expiry("yesterday")
    one.open(letter.mail)
    with tap.test("a dead link's page asks for a new one"):
        is_end(one.push(ASK), "end.asked")


with Stack({"limits.address_per_hour": 10000}) as stack:
    with Browser(stack) as browser:
        town = people.Town(stack)
        tab = browser.open()
        look_at_form()
        look_at_crowd()
        look_at_refusals()
        look_at_done()
        look_at_dead()
        look_at_languages()
        go_everywhere(browser, go_to_joined, go_to_ask)
tap.done()
