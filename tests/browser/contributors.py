# SPDX-License-Identifier: MIT
# runtests: npm
"""The pages behind a link to a utility account, in a browser: the long form
and all that becomes of it. What looks as it does in the connections family
has no pictures here."""
import itertools

import companies
import looks
import tap
import words
from browser import Browser, go_everywhere, look
from stack import Stack
from steps import has_faults, is_end, is_kept, is_refused

SENDER = "Acme Bolts"
INVITED = "office@bestnuts.example"
UTILITY = "https://my.power.example"
SITES = ["0191d3a0-5b1e-7c1a-9a53-3f6d2b8c4e11",
         "0191d3a0-5b1e-7c1a-9a53-3f6d2b8c4e12"]
MESSAGE = ("We count the power that our bolts take.\n"
           "Would you let us read your meters?")
EXPIRES = "2030-05-17 12:00Z"  # or else every new picture differs

ADDRESS = words.say("page.address")
CODE = words.say("page.code")
SEND = words.say("page.send")
CONFIRM = words.say("page.confirm_code")
ACCEPT = words.say("contributors.page.accept")
SAVE = words.say("contributors.page.accept", isEdit=True)
ASK = words.say("page.ask", organizationName=SENDER)
DONE = "contributors.end.accepted"

# By how many pixels the list of sites is longer than its field.
HIDDEN = """(one => one.scrollHeight - one.clientHeight)(
    document.querySelector("textarea"))"""

# One of the two is enough, all else may be left empty.
DATASOURCE = words.say("field.datasourceId")
URL = words.say("field.url")
NUMBER, HOLDER, SITE_IDS, USER, PASSWORD = (
    f"{words.say(name)} {words.say('page.optional')}" for name in (
        "field.accountNumber", "field.accountHolder", "field.siteIds",
        "contributors.field.username", "contributors.field.password"))
CHOICES = [words.say(f"choice.{word}") for word in
           ("ELECTRICITY", "GAS", "WATER", "STEAM", "WASTE")]


_numbers = itertools.count(1)


def invite(company=None, connection=None, **members):
    invited = town.invite(company or town.company(SENDER), connection,
                          inviterName="Ann Lee", **members)
    stack.db.run("update invitation set expires_at = %s where id = %s",
                 EXPIRES, invited.id)
    return invited


def invite_by_mail(*which, **members):
    """An invitation whose link is mailed, and needs no code."""
    return invite(*which, allowedEmails=[INVITED], sendEmail=True, **members)


def connect():
    """(company, id) of a utility account that is connected."""
    return town.connected(
        town.company(SENDER), url=UTILITY, accountNumber="4711 0815",
        accountHolder="Best Nuts", siteIds=SITES, utilityTypes=["GAS"])


def link(invited):
    return f"/i/{invited.token}"


def let_proofs_end():
    """Half an hour later."""
    stack.db.run(
        "update verification set proof_expires_at = clock_timestamp(), "
        "sent_at = array(select t - interval '30 minutes' "
        "from unnest(sent_at) t)")


# ---- what each page looks like ----

def look_at_create():
    tab.go(link(invite(message=MESSAGE)))
    look(tab, "create")
    with tap.test("Tab leads down the form, from its first field to its "
                  "button"):
        tap.is_(tab.stops(), [
            *(("textbox", name) for name in (
                URL, DATASOURCE, NUMBER, HOLDER)),
            *(("checkbox", name) for name in CHOICES),
            *(("textbox", name) for name in (SITE_IDS, USER, PASSWORD)),
            ("button", ACCEPT)])
    tab.fill(URL, "my power")
    tab.fill(SITE_IDS, "Utrecht")
    tab.click("checkbox", "Gas")
    with tap.test("the page says what is wrong, and keeps the rest"):
        has_faults(tab.click("button", ACCEPT, leads=True),
                   url="url.bad_format", siteIds="siteIds.bad_format")
        is_kept(tab.seen, url="my power", siteIds="Utrecht",
                utilityTypes=["GAS"])
    look(tab, "create-wrong")
    tab.fill(URL, "")
    tab.fill(SITE_IDS, "")
    with tap.test("it says that no utility is named"):
        has_faults(tab.click("button", ACCEPT, leads=True),
                   url="url.required")


def look_at_prefilled():
    tab.go(link(invite(prefill={
        "url": UTILITY, "initialSites": SITES,
        "utilityTypes": ["ELECTRICITY", "GAS"]})))
    with tap.test("what is known stands in the form"):
        is_kept(tab.seen, url=UTILITY, siteIds="\n".join(SITES),
                utilityTypes=["ELECTRICITY", "GAS"])
    with tap.test("all of it is in sight"):
        tap.is_(tab.evaluate(HIDDEN), 0)
    look(tab, "prefilled", has_shots=False)


def look_at_edit():
    tab.go(link(invite(*connect())))
    look(tab, "edit")
    with tap.test("where nothing is changed the page asks for something"):
        is_refused(tab.click("button", SAVE, leads=True))
        tap.is_(list(tab.seen.faults), ["password"])
    tab.fill(NUMBER, "4711 0816")
    with tap.test("with one thing changed it is done"):
        is_end(tab.click("button", SAVE, leads=True), DONE, isEdit=True)
    look(tab, "renewed", has_shots=False)


def look_at_steps():
    """Of a link that whoever is on a list may use."""
    invited = invite(allowedEmails=[INVITED, "ann@bestnuts.example"],
                     message=MESSAGE)
    tab.go(link(invited))
    look(tab, "verify", has_shots=False)
    tab.fill(ADDRESS, "office.bestnuts.example")
    with tap.test("what is no address is told of"):
        has_faults(tab.click("button", SEND, leads=True),
                   email="email.bad_format")
    tab.fill(ADDRESS, "sales@bestnuts.example")
    tab.click("button", SEND, leads=True)
    look(tab, "confirm", has_shots=False)
    tab.click("link", words.say("page.other_address"), leads=True)
    tab.fill(ADDRESS, INVITED)
    tab.click("button", SEND, leads=True)
    code = stack.mailbox.wait_code(INVITED)
    tab.fill(CODE, f"{(int(code) + 1) % 1000000:06}")
    tab.click("button", CONFIRM, leads=True)
    look(tab, "confirm-wrong", has_shots=False)
    tab.fill(CODE, code)
    tab.click("button", CONFIRM, leads=True)
    look(tab, "proved", has_shots=False)
    let_proofs_end()
    tab.click("button", ACCEPT, leads=True)
    look(tab, "unproved", has_shots=False)


def look_at_done():
    invited = invite_by_mail(maxUses=2)
    tab.go(invited.mail(INVITED).link)
    tab.fill(URL, UTILITY)
    with tap.test("an account is connected, and another may be"):
        is_end(tab.click("button", ACCEPT, leads=True), DONE)
        tap.is_(tab.seen.links, ["?again"])
    look(tab, "connected")
    tab.click("link", words.say("contributors.page.again"), leads=True)
    tab.fill(URL, UTILITY)
    with tap.test("as often as it may be used"):
        is_end(tab.click("button", ACCEPT, leads=True), DONE)
        tap.is_(tab.seen.links, [])
    with tap.test("by its other link it is used up"):
        is_end(tab.go(link(invited)), "end.invitation_used_up", 410)
    look(tab, "used-up", has_shots=False)


def look_at_dead():
    deeds = {"invitation_expired": lambda one: one.move_expiry(-1),
             "invitation_revoked": lambda one: one.company.revoke(one.id),
             "link_replaced": lambda one: one.company.resend(
                 one.id, rotate=True)}
    links = {}
    for name, deed in deeds.items():
        invited = invite_by_mail()
        invited.mail(INVITED)
        deed(invited)
        links[name] = link(invited)
    looks.look_at_dead(browser, links, ASK)


def look_at_languages():
    invited = invite(message=MESSAGE)
    looks.look_at_languages(
        browser, link(invited), "create", ("de", "ar"))


# ---- the ways over them ----

def go_by_mail(one):
    """From the mail to two accounts; the first at the second try."""
    invited = invite_by_mail(message=MESSAGE, maxUses=2)
    password = companies.secret()
    one.open(invited.mail(INVITED))
    one.put(URL, "my power")
    one.tick("Gas")
    one.put(USER, "bestnuts")
    one.put(PASSWORD, password)
    with tap.test("what is wrong is told where the focus goes"):
        has_faults(one.push(ACCEPT), url="url.bad_format",
                   password="password.again")
        tap.is_(one.tab.focus(), (
            "group", words.say("problem.invalid_fields.heading")))
    with tap.test("its link leads to the field"):
        one.go_to(URL)
        tap.is_(one.tab.focus(), ("textbox", URL))
    one.put(URL, UTILITY)
    one.put(SITE_IDS, "\n".join(SITES))
    one.put(PASSWORD, password)
    with tap.test("put right it is connected"):
        is_end(one.push(ACCEPT), DONE)
        (made,) = invited.read()["createdConnections"]
        read = invited.company.connection(made["id"])
        tap.is_((read["url"], read["utilityTypes"], read["siteIds"]),
                (UTILITY, ["GAS"], SITES))
        secrets = invited.company.credentials(made["id"])
        tap.is_((secrets["username"], secrets["password"]),
                ("bestnuts", password))
    with tap.test("another account is connected from there"):
        one.follow(words.say("contributors.page.again"))
        one.put(DATASOURCE, SITES[0])
        is_end(one.push(ACCEPT), DONE)
        tap.is_(one.tab.stops(), [])
        tap.is_(len(invited.read()["createdConnections"]), 2)


def go_by_code(one):
    """By a link that proves nothing: a wrong address, then the right one,
    and so long over the form that it must be proved once more."""
    address = f"ann{next(_numbers)}@bestnuts.example"
    invited = invite(allowedEmails=[address])
    one.tab.go(link(invited))
    one.put(ADDRESS, "somebody@else.example")
    one.push(SEND)
    one.follow(words.say("page.other_address"))
    one.put(ADDRESS, address)
    one.push(SEND)
    one.put(CODE, stack.mailbox.wait_code(address))
    one.push(CONFIRM)
    one.put(URL, UTILITY)
    let_proofs_end()
    with tap.test("whoever takes long proves the address once more"):
        is_refused(one.push(ACCEPT), "unproved")
        one.push(SEND)
        one.put(CODE, stack.mailbox.wait_code(address, 2))
        one.push(CONFIRM)
    with tap.test("but fills in the form once only"):
        is_end(one.push(ACCEPT), DONE)
        (made,) = invited.company.connections()["data"]
        tap.is_(made["url"], UTILITY)


def go_to_edit(one):
    company, connection = connect()
    password = companies.secret()
    invited = invite_by_mail(company, connection)
    one.open(invited.mail(INVITED))
    one.put(PASSWORD, password)
    with tap.test("a new password is all that an edit needs"):
        is_end(one.push(SAVE), DONE, isEdit=True)
        tap.is_(company.credentials(connection)["password"], password)
        tap.is_(company.connection(connection)["url"], UTILITY)


def go_to_ask(one):
    invited = invite_by_mail()
    mail = invited.mail(INVITED)
    invited.company.revoke(invited.id)
    one.open(mail)
    with tap.test("a dead link's page asks for a new one"):
        is_end(one.push(ASK), "end.asked")


with Stack({"limits.address_per_hour": 10000}) as stack:
    with Browser(stack) as browser:
        town = companies.Town(stack)
        tab = browser.open()
        look_at_create()
        look_at_prefilled()
        look_at_edit()
        look_at_steps()
        look_at_done()
        look_at_dead()
        look_at_languages()
        go_everywhere(browser, go_by_mail, go_by_code, go_to_edit, go_to_ask)
tap.done()
