# SPDX-License-Identifier: MIT
# runtests: npm
"""Every kind of mail as a browser shows what was sent: fit for all, and
nothing of it is loaded from anywhere."""
import base64
import re

import companies
import customers
import merchants
import people
import tap
import teams
from browser import MAIL, Browser, look
from outbox import mailer_pid
from pool import Stopped
from stack import Stack

# What would differ in every new picture.
EXPIRES = "2030-05-17 12:00Z"
LINK = re.compile(r"http://127\.0\.0\.1:\d+(/[iu]/)[\w-]{64}", re.ASCII)
SHOWN = r"https://usher.example\1" + "QmVzdCBOdXRzIGFuZCBBY21lIEJvbHRz" * 2
CODE = "271828"

COLOR = "#0a7f5c"
LOGO = """(() => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [240, 80];
    const pen = canvas.getContext("2d");
    pen.fillStyle = "%s";
    pen.arc(40, 40, 36, 0, 7);
    pen.fill();
    pen.fillRect(96, 18, 144, 18);
    pen.fillRect(96, 44, 100, 18);
    return canvas.toDataURL("image/png");
})()""" % COLOR
# Where an invitation goes in each language, and what it brings.
OFFICES = {
    "en": ("office@bestnuts.example",
           "We buy your nuts for our bolts.\nShall we connect?"),
    "de": ("buero@muttern.example",
           "Wir kaufen Ihre Muttern für unsere Schrauben.\n"
           "Wollen wir uns verbinden?"),
    "ar": ("maktab@nuts.example",
           "نشتري صواميلكم لمساميرنا.\nهل نتواصل؟"),
}


def invited(name):
    """Where a mail of this name goes."""
    return f"{name}@bestnuts.example"


def host(name):
    """A business that a notice of this name goes to."""
    return town.business("Acme Bolts", f"{name}@acmebolts.example")


def guest(name):
    return town.business("Best Nuts", invited(name))


# ---- each writes mails; gives {name: address} ----

def write_invitations():
    for language, (address, note) in OFFICES.items():
        host("ann").invite(address, message=note, inviterName="Ann Lee",
                           locale=language)
    return {f"connections-{language}".removesuffix("-en"): address
            for language, (address, _) in OFFICES.items()}


def write_contributors():
    places = companies.Town(stack, client=town.client)
    company, account = places.connected(places.company("North Mill"))
    town.client.patch(f"/v1/organizations/{company.id}", {
        "brand": {"color": COLOR, "logo": tab.evaluate(LOGO)}})
    company.invite(allowedEmails=[invited("power")], sendEmail=True,
                   inviterName="Otto Berg")
    company.edit(account, allowedEmails=[invited("renew")], sendEmail=True)
    return {"contributors": invited("power"), "edit": invited("renew")}


def write_team():
    teams.Team(town, name="Acme Bolts").invite(
        "mary@acmebolts.example", role="Admin", inviterName="Ann Lee")
    return {"team": "mary@acmebolts.example"}


def write_onboarding():
    merchant = merchants.Market(stack, town).merchant("Corner Bakery")
    merchant.invite(email="mara@cornerbakery.example")
    return {"onboarding": "mara@cornerbakery.example"}


def write_applicants():
    customers.Customer(town, "Harbour Bank").invite(
        "jim@jimsdiner.example", business={"name": "Jim's Diner"},
        inviter_name="Lucy Hart", message="Two pages, five minutes.")
    return {"applicants": "jim@jimsdiner.example"}


def write_code():
    people.Visitor(stack.api, host("public").open_link()).verify(
        invited("code"))
    return {"code": invited("code")}


def write_answers():
    sender, invited_one = host("accepted"), guest("accepts")
    made = sender.invite(invited_one.address, inviterName="Ann Lee")
    invited_one.accept(people.token_of(made["invitationUrl"]))
    sender, invited_one = host("rejected"), guest("rejects")
    made = sender.invite(invited_one.address, inviterName="Ann Lee")
    invited_one.reject(made["id"], reason="We buy elsewhere this year.")
    made = host("asked").invite(invited("asks"))
    stack.db.move_expiry(made["id"])
    visitor = people.Visitor(stack.api,
                             people.token_of(made["invitationUrl"]))
    visitor.press(visitor.look(), "ask")
    return {name: f"{name}@acmebolts.example"
            for name in ("accepted", "rejected", "asked")}


def write_approvals():
    for name, deed in (("approved", people.Business.approve),
                       ("declined", people.Business.decline)):
        sender = host("approval")
        token = sender.open_link(requiresApproval=True)
        deed(sender, guest(name).accept(token)["id"])
    return {"approval": "approval@acmebolts.example",
            "approved": invited("approved"),
            "declined": invited("declined")}


WRITERS = (write_invitations, write_contributors, write_team,
           write_onboarding, write_applicants, write_code, write_answers,
           write_approvals)


def write_all():
    """{name: address} of one mail of each kind, all of one date."""
    with Stopped([mailer_pid(stack)]):
        letters = {name: address for write in WRITERS
                   for name, address in write().items()}
        stack.db.run("update invitation set expires_at = %s "
                     "where expires_at > clock_timestamp()", EXPIRES)
        stack.db.run("update outbox set give_up_at = %s "
                     "where kind = 'code'", EXPIRES)
    return letters


def shown(mail):
    """A mail's HTML, without what only this one has, and with the parts that
    belong to it where it names them."""
    html = LINK.sub(SHOWN, mail.html)
    if mail.code:
        html = html.replace(mail.code, CODE)
    for part in mail.message.walk():
        if id := part["Content-ID"]:
            data = base64.b64encode(part.get_content()).decode()
            html = html.replace(
                f"cid:{id.strip('<>')}",
                f"data:{part.get_content_type()};base64,{data}")
    return html


with Stack({"limits.address_per_hour": 10000}) as stack:
    with Browser(stack) as browser:
        town = people.Town(stack)
        tab = browser.open(width=360)
        for name, address in write_all().items():
            tab.show(shown(stack.mailbox.wait(address)))
            look(tab, name, kind=MAIL)
            if name == "contributors":
                with tap.test("its logo is drawn"):
                    tap.ok(tab.evaluate(
                        "document.images[0].naturalWidth > 0"))
            if name in ("connections", "contributors"):
                tab.resize(700, "dark")
                tab.shot(f"{name}-700.png")
tap.done()
