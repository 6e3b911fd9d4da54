# SPDX-License-Identifier: MIT
"""Which language a page and a mail are in: the invitation's, else the
organization's, else, on a page, what the browser accepts, else English."""
import re

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
        answer = stack.api.with_key(None).get(
            f"/i/{people.token_of(made['invitationUrl'])}",
            headers={"Accept-Language": accepted} if accepted else {})
        self.lang = re.findall("<html lang=\"(.*?)\" dir=\"(.*?)\">",
                               answer.text)
        self.title = page.Page(answer).title

    def says(self, name, language):
        return words.say(name, language, organizationName=self.sender.name)


def bare(text):
    """A text without what sets a name of the other direction apart."""
    return re.sub("[\u2068\u2069]", "", text)


def check(name, page_is, mail_is, **languages):
    with tap.test(name):
        seen = Invited(**languages)
        side = "rtl" if page_is == "ar" else "ltr"
        tap.is_(seen.lang, [(page_is, side)])
        heading = seen.says("connections.page.heading", page_is)
        tap.ok(bare(seen.title).endswith(heading), seen.title)
        tap.is_(bare(str(seen.mail["Subject"])),
                seen.says("connections.subject", mail_is))


with Stack({"limits.address_per_hour": 10000}) as stack:
    town = people.Town(stack)
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
tap.done()
