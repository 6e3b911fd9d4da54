# SPDX-License-Identifier: MIT
"""Who takes part in the connections family, and what they do: businesses
with a key, visitors who hold nothing but a link. Each deed gives the answer
as it came."""
import itertools
import urllib.parse

import page
import seen as secrets

_names = itertools.count(1)


def token_of(url):
    """The token at the end of a link."""
    return url.rpartition("/")[2]


def forge(secret):
    """Another one of its form: its last character is another."""
    return secret[:-1] + ("A" if secret[-1] != "A" else "B")


def query_of(filters):
    """`?…` for a path, or nothing."""
    return "?" + urllib.parse.urlencode(filters) if filters else ""


class Business:
    """A business and the client that acts for it."""

    def __init__(self, client, id, name, address):
        self.client = client
        self.id = id
        self.name = name
        self.address = address

    def at(self, tail, **filters):
        """A path of this business."""
        return f"/api/businesses/{self.id}{tail}{query_of(filters)}"

    def invite(self, address, **members):
        return self.client.post(self.at("/invitations"),
                                {"email": address, **members})

    def invitation(self, id):
        return self.client.get(self.at(f"/invitations/{id}"))

    def sent(self, **filters):
        return self.client.get(self.at("/invitations", **filters))

    def received(self, **filters):
        return self.client.get(self.at("/invitations/received", **filters))

    def cancel(self, id):
        return self.client.post(self.at(f"/invitations/{id}/cancel"))

    def resend(self, id, **members):
        return self.client.post(self.at(f"/invitations/{id}/resend"),
                                members)

    def accept(self, token, **members):
        return self.client.post(self.at("/invitations/accept"),
                                {"token": token, **members})

    def reject(self, id, **members):
        return self.client.post(self.at(f"/invitations/{id}/reject"),
                                members)

    def settings(self):
        return self.client.get(self.at("/public-invite-settings"))

    def set(self, **members):
        return self.client.patch(self.at("/public-invite-settings"), members)

    def open_link(self, **members):
        """The token of the public link, which is opened."""
        return token_of(self.set(enabled=True, **members)["invitationUrl"])

    def regenerate(self):
        return self.client.post(
            self.at("/public-invite-settings/regenerate"))

    def connections(self, **filters):
        return self.client.get(self.at("/connections", **filters))

    def connection(self, id):
        return self.client.get(self.at(f"/connections/{id}"))

    def update(self, id, **members):
        return self.client.patch(self.at(f"/connections/{id}"), members)

    def approve(self, id):
        return self.client.post(self.at(f"/connections/{id}/approve"))

    def decline(self, id):
        return self.client.post(self.at(f"/connections/{id}/decline"))

    def archive(self, id):
        return self.client.post(self.at(f"/connections/{id}/archive"))


class Sent:
    """An invitation from one business to another, and its two links. Its
    mail has arrived: whatever ended it before would have stopped that."""

    def __init__(self, stack, sender, invited, **members):
        self.stack, self.sender, self.invited = stack, sender, invited
        self.answer = sender.invite(invited.address, **members)
        self.id = self.answer["id"]
        self.returned = token_of(self.answer["invitationUrl"])
        self.mailed = self.mail().token

    def mail(self, number=1):
        """The mail that was sent for it, or the second, the third."""
        return self.stack.mailbox.wait(count=number, about=self.id)

    def visitor(self, which="mailed"):
        return Visitor(self.stack.api, getattr(self, which))

    def move_expiry(self, seconds):
        """Let it expire so many seconds from now."""
        self.stack.db.move_expiry(self.id, seconds)

    def rest(self):
        """Let enough time pass for another resend."""
        self.stack.db.rest(self.id)

    def status(self):
        return self.sender.invitation(self.id)["status"]


class Town:
    """Businesses below one topmost organization, known by its key."""

    def __init__(self, stack, name="Root"):
        self.stack = stack
        self.client = stack.root(name)
        self.id = self.client.organization

    def business(self, name=None, address=None, is_vouched=True):
        """A new business, with an address of its own unless one is said.
        Its address is vouched for, or set by its own key."""
        number = next(_names)
        name = name or f"Business {number}"
        address = address or f"b{number}@example.com"
        made = self.client.post("/v1/organizations", {
            "kind": "business", "name": name,
            **({"email": address} if is_vouched else {})})
        business = Business(self.client, made["id"], name, address)
        if not is_vouched:
            key = self.client.post(f"/v1/organizations/{business.id}/keys",
                                   {"name": "own"})["key"]
            business.client = self.client.with_key(key)
            business.client.patch(f"/v1/organizations/{business.id}",
                                  {"email": address})
        return business

    def send(self, sender=None, invited=None, **members):
        """An invitation, between two new businesses unless they are said."""
        return Sent(self.stack, sender or self.business(),
                    invited or self.business(), **members)


class Visitor:
    """Whoever holds a link: the JSON doors and the pages, without a key."""

    def __init__(self, client, token):
        self.client = client.with_key(None)
        self.token = token

    def _post(self, door, members):
        return self.client.post(f"/v1/invitations/{door}",
                                {"token": self.token, **members})

    def preview(self):
        return self._post("preview", {})

    def verify(self, address):
        return self._post("verify", {"email": address})

    def confirm(self, address, code):
        return self._post("verify/confirm", {"email": address, "code": code})

    def accept(self, **members):
        return self._post("accept", members)

    def reject(self, **members):
        return self._post("reject", members)

    def prove(self, mailbox, address):
        """A proof of an address, by the code that is mailed to it."""
        count = len(mailbox.codes(address))
        self.verify(address)
        code = mailbox.wait_code(address, count + 1)
        return self.confirm(address, code)["proof"]

    def look(self, where="i", **how):
        """The page behind the link."""
        return page.Page(self.client.get(f"/{where}/{self.token}", **how))

    def press(self, seen, action, **fields):
        """Send a page's form as a browser does, with what was typed."""
        for name, value in fields.items():
            control = seen.controls.get(name, {})
            if control.get("type") == "password" and len(value) > 8:
                secrets.add("password", value)
        return page.Page(self.client.form(
            seen.path, {**seen.form(action), **fields}))
