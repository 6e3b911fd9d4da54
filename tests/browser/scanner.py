# SPDX-License-Identifier: MIT
# runtests: npm
"""What looks into mail before its reader does may open each link in it: by
GET, by HEAD, ahead of time, or in a browser that runs scripts, moves the
mouse and follows what it finds. As long as it sends no form, nothing
changes."""
import re
import uuid

import companies
import customers
import merchants
import people
import tap
import teams
import words
from browser import Browser
from stack import Stack
from unchanged import unchanged

LINK = re.compile(r"https?://[\w.:]+(/[ipu]/[\w-]{64})", re.ASCII)
HREFS = "[...document.links].map((link) => link.href)"
ASKED = (("GET", {}), ("HEAD", {}),
         ("GET", {"Purpose": "prefetch"}), ("GET", {"X-Moz": "prefetch"}),
         ("GET", {"Sec-Purpose": "prefetch"}),
         ("GET", {"Sec-Purpose": "prefetch;prerender"}))
# What accepts an invitation of each kind.
ANSWERS = {
    "connections": {"businessName": "Bolt"},
    "contributors": companies.filled(),
    "team": {"firstName": "Ann", "lastName": "Lee",
             "password": teams.PASSWORD},
    "onboarding": merchants.LEAST,
    "applicants": {},
}
REJECTABLE = ("connections", "onboarding", "applicants")


def address():
    return f"{uuid.uuid4().hex}@example.com"


class Senders:
    """One of each family, who invites somebody by mail."""

    def __init__(self):
        self.town = people.Town(stack)
        self.business = self.town.business()
        self.company, self.account = companies.Town(
            stack, client=self.town.client).connected()
        self.staff = teams.Team(self.town)
        self.market = merchants.Market(stack, self.town)
        self.customer = customers.Customer(self.town)

    def connections(self):
        return self.business.invite(address())

    def contributors(self):
        return self.company.invite(allowedEmails=[address()],
                                   sendEmail=True, maxUses=1)

    def team(self):
        return self.staff.invite()

    def onboarding(self):
        return self.market.merchant().invite(email=address())

    def applicants(self):
        return self.customer.invite(address())


class Letter:
    """An invitation of a kind, and how it ends."""

    def __init__(self, kind):
        self.kind = kind
        self.answer = getattr(senders, kind)()
        made = self.answer.json.get("data", self.answer.json)
        self.id = next(made[name] for name in (
            "id", "invitationId", "invitation_id") if name in made)
        self.mail = stack.mailbox.wait(about=self.id)
        self.visitor = people.Visitor(stack.api, self.mail.token)

    def _do(self, deed, **members):
        return senders.town.client.post(
            f"/v1/invitations/{self.id}/{deed}", members)

    def expire(self):
        stack.db.move_expiry(self.id)

    def revoke(self):
        return self._do("revoke")

    def replace(self):
        return self._do("resend", rotate=True)

    def accept(self):
        return self.visitor.accept(**ANSWERS[self.kind])

    def reject(self):
        return self.visitor.reject()

    def stop(self):
        return self.visitor.client.form(f"/u/{self.mail.unsubscribe}", {})


def ends_of(kind):
    ends = (Letter.expire, Letter.revoke, Letter.replace, Letter.accept,
            Letter.stop)
    return ends + (Letter.reject,) * (kind in REJECTABLE)


# ---- all there is to be opened ----

def links_of_letters():
    """What their makers were given: of each kind one that is open, and one
    for each of its ends."""
    found = set()
    for kind in ANSWERS:
        for end in (None, *ends_of(kind)):
            letter = Letter(kind)
            found.update(LINK.findall(letter.answer.text))
            done = end and end(letter)
            if done and done.status not in (200, 202):
                raise AssertionError(f"{end}: {done!r}")
    return found


def links_for_all():
    """Those that anybody may use: public ones that are open, ask for
    approval, are closed and are replaced, and a company's."""
    hosts = [senders.town.business() for _ in range(4)]
    answers = [host.set(enabled=True) for host in hosts]
    hosts[1].set(requiresApproval=True)
    hosts[2].set(enabled=False)
    hosts[3].regenerate()
    answers += [senders.company.invite(),
                senders.company.edit(senders.account)]
    return {link for answer in answers for link in LINK.findall(answer.text)}


def links_in_mails(tab):
    """Those that a browser finds in all the mails, and whatever else looks
    like one."""
    found = set()
    stack.settle()
    for mail in stack.mailbox.all():
        tab.show(mail.html)
        for text in (*tab.evaluate(HREFS), mail.text,
                     mail["List-Unsubscribe"] or ""):
            found.update(LINK.findall(text))
    return found


def find_all(tab):
    link = senders.business.open_link()
    people.Visitor(stack.api, link).prove(stack.mailbox, address())
    found = links_of_letters() | links_for_all()
    return sorted({*found, *links_in_mails(tab), "/i/" + "A" * 64})


# ---- opening it ----

def ask_for(method, headers):
    how = " ".join([method, *map(": ".join, headers.items())])
    with tap.test(f"{how}: asking for {len(links)} links changes "
                  "nothing"), unchanged(stack):
        met = {stack.api.request(method, link, headers=headers).status
               for link in links}
        tap.is_(met, {200, 404, 410})


def browse(tab, links):
    """Open and look at what is behind links, and what that leads to; gives
    {path: page}."""
    seen, waiting = {}, list(links)
    while waiting:
        path = waiting.pop()
        if path not in seen:
            seen[path] = tab.go(path)
            tab.roam()
            waiting += [href.removeprefix(stack.url)
                        for href in tab.evaluate(HREFS)
                        if href.startswith(f"{stack.url}/")]
    return seen


def try_browser(tab):
    with tap.test(f"a browser at {len(links)} links changes nothing"), \
            unchanged(stack):
        seen = browse(tab, links)
        tap.ok(set(links) <= set(seen))
        tap.is_({page.status for page in seen.values()}, {200, 404, 410})
        tap.is_({act for page in seen.values() for act in page.actions},
                {"accept", "reject", "verify", "ask", None})
        tap.is_(tab.faults(), [])
    with tap.test("nor does one that knows what was done before"):
        tab.go("/i/" + senders.company.invite()["token"])
        tab.fill(words.say("field.url"), companies.SITE)
        tab.fill(words.say("contributors.field.username"), "jane")
        tab.fill(words.say("contributors.field.password"),
                 companies.secret())
        done = tab.click("button", words.say("contributors.page.accept"),
                         leads=True)
        with unchanged(stack):
            tap.is_([path[-6:] for path in browse(tab, [done.path])],
                    [done.path[-6:], "?again"])
    with tap.test("but one that presses a button does"):
        tab.go(f"/u/{Letter('team').mail.unsubscribe}")
        before = stack.snapshot()
        tab.click("button", words.say("unsubscribe.stop"), leads=True)
        tap.ok(stack.snapshot() != before)


def try_doors():
    """What else takes a token in its path."""
    token = Letter("team").mail.token
    with tap.test("nor do the paths of the API with a token in them"), \
            unchanged(stack):
        for method in ("GET", "HEAD"):
            for path, status in (
                    (f"/businesses/invitations/token/{token}", 200),
                    (f"/invite/{token}/accept", 405)):
                tap.is_(stack.api.request(method, path).status, status)


with Stack({"limits.address_per_hour": 10000}) as stack:
    with Browser(stack) as browser:
        senders = Senders()
        tab = browser.open(width=1280)
        links = find_all(tab)
        for method, headers in ASKED:
            ask_for(method, headers)
        try_browser(tab)
        try_doors()
tap.done()
