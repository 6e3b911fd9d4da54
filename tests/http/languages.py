# SPDX-License-Identifier: MIT
"""Which language a page and a mail are in: the invitation's, else the
organization's, else, on a page, what the browser accepts, else English."""
import base64
import re
import uuid

import page
import people
import tap
import words
from stack import Stack

ACCEPTED = "xx, es;q=0.4, ar-EG;q=0.8"


class Invited:
    """The page and the mail of an invitation in these languages."""

    def __init__(self, invitation=None, organization=None, accepted=None):
        self.sender = town.business()
        town.client.patch(f"/v1/organizations/{self.sender.id}",
                          {"locale": organization})
        made = self.sender.invite("new@example.com", locale=invitation)
        self.mail = stack.mailbox.wait(about=made["id"])
        self.headers = {"Accept-Language": accepted} if accepted else {}
        self.path = f"/i/{people.token_of(made['invitationUrl'])}"
        seen = self.look(self.path)
        self.lang = language_of(seen)
        self.title = seen.title

    def look(self, path):
        return page.Page(visitor.get(path, headers=self.headers))

    def says(self, name, language):
        return words.say(name, language, organizationName=self.sender.name)


def language_of(seen):
    html = next(a for tag, a in seen.elements if tag == "html")
    return html["lang"], html["dir"]


def bare(text):
    """A text without what sets a name of the other direction apart."""
    return re.sub("[\u2068\u2069]", "", text)


def check(name, page_is, mail_is, **languages):
    with tap.test(name):
        seen = Invited(**languages)
        side = "rtl" if page_is == "ar" else "ltr"
        tap.is_(seen.lang, (page_is, side))
        heading = seen.says("connections.page.heading", page_is)
        tap.ok(bare(seen.title).endswith(heading), seen.title)
        tap.is_(bare(str(seen.mail["Subject"])),
                seen.says("connections.subject", mail_is))


def unsubscribing():
    with tap.test("the page that stops invitations is in the mail's language, "
                  "done or not"):
        for invitation, organization, wanted in (
                ("de", "fr", "de"), (None, "fr", "fr"), (None, None, "es")):
            seen = Invited(invitation, organization, "es")
            path = f"/u/{seen.mail.unsubscribe}"
            stop = seen.look(path)
            done = page.Page(visitor.form(path, {}, headers=seen.headers))
            for shown, is_done in ((stop, False), (done, True)):
                tap.is_(language_of(shown)[0], wanted)
                tap.is_(bare(shown.title), words.say(
                    "unsubscribe.heading", wanted, isSuppressed=is_done,
                    organizationName=seen.sender.name))


def faulty():
    for language, colon in (("fr", " :"), ("ar", ":")):
        with tap.test(f"a summary in {language} has the language's colon"):
            seen = Invited(language)
            holder = people.Visitor(stack.api, seen.mail.token)
            told = holder.press(holder.look(), "accept")
            label, fault = (words.say(name, language) for name in (
                "field.businessName", "fault.required"))
            tap.like(told.parts["autofocus"], f"{label}{colon} {fault}")


def unreadable():
    with tap.test("what cannot be read at a good link is told in its "
                  "language, under its name"):
        seen = Invited("de", None, "es")
        told = page.Page(visitor.request(
            "POST", seen.path, raw=b"a=%zz", headers={
                "Content-Type": "application/x-www-form-urlencoded",
                **seen.headers}))
        tap.is_((told.status, language_of(told)[0]), (400, "de"))
        tap.ok(told.text.startswith(seen.sender.name), told.text)
        tap.is_(told.title, words.say("problem.malformed.heading", "de"))


def forged(organization):
    """A link's token that was never made, of an organization that is."""
    parts = (uuid.UUID(organization).bytes, uuid.uuid4().bytes, b"x" * 16)
    return base64.urlsafe_b64encode(b"".join(parts)).decode()


def unknown():
    sender = Invited("de", "de").sender
    unknown_ones = (forged(sender.id), forged(str(uuid.uuid4())), "garbage")
    for where in ("i", "p", "u"):
        bodies = set()
        for token in unknown_ones:
            for ask in (visitor.get, lambda path, **how: visitor.form(
                    path, {"action": "accept"}, **how)):
                answer = ask(f"/{where}/{token}",
                             headers={"Accept-Language": "ar"})
                bodies.add(re.sub("nonce=\"[^\"]*\"", "", answer.text))
        with tap.test(f"below /{where}/ an unknown link is in the browser's "
                      "language, the same for all"):
            tap.is_(len(bodies), 1)
            tap.is_(language_of(page.Page(answer)), ("ar", "rtl"))
            tap.is_(answer.status, 404)


with Stack({"limits.address_per_hour": 10000}) as stack:
    town = people.Town(stack)
    visitor = stack.api.with_key(None)
    check("the invitation's comes first", "de", "de",
          invitation="de-AT", organization="fr", accepted=ACCEPTED)
    check("then the organization's", "fr", "fr",
          organization="fr-CA", accepted=ACCEPTED)
    check("also if the invitation's is not there", "fr", "fr",
          invitation="zh", organization="fr", accepted=ACCEPTED)
    check("then what the browser wants most of all there are", "ar", "en",
          accepted=ACCEPTED)
    check("what it refuses is not shown", "es", "en",
          accepted="ar;q=0, es;q=0.1")
    check("then English", "en", "en", accepted="xx")
    check("English it is too where nothing is said", "en", "en")
    faulty()
    unsubscribing()
    unreadable()
    unknown()
tap.done()
