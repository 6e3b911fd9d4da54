# SPDX-License-Identifier: MIT
# runtests: npm
"""The pages of the connections family in a browser: every one is fit for
all."""
import people
import tap
import words
from browser import Browser, look
from stack import Stack

INVITED = "office@bestnuts.example"


def sender():
    return town.business("Acme Bolts", "ann@acmebolts.example")


def try_pending():
    made = sender().invite(INVITED, inviterName="Ann Lee",
                           message="We buy your nuts for our bolts.\n"
                           "Shall we connect?")
    mail = stack.mailbox.wait(about=made["id"])
    tab = browser.open()
    tab.go(mail.link)
    look(tab, "pending")
    with tap.test("Tab leads from the field to its button, then to what "
                  "else one may do"):
        tap.is_(tab.stops(), [
            ("textbox", words.say("field.businessName")),
            ("button", words.say("page.accept")),
            ("summary", words.say("page.reject_heading"))])


with Stack({"limits.address_per_hour": 10000}) as stack:
    with Browser(stack) as browser:
        town = people.Town(stack)
        try_pending()
tap.done()
