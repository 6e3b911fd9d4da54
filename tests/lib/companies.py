# SPDX-License-Identifier: MIT
"""Who takes part in the contributors family: companies with a key, and
invitations that whoever holds a link may use. Each deed gives the answer as
it came."""
import itertools
import uuid

import people
import seen

SITE = "https://www.power.example/login"
_numbers = itertools.count(1)


def secret():
    """A password that stands nowhere else, to be searched for."""
    word = f"pass-{uuid.uuid4()}"
    seen.add("password", word)
    return word


class Company:
    """A company and the client that acts for it."""

    def __init__(self, client, id):
        self.client = client
        self.id = id

    def invite(self, **members):
        return self.client.post(f"/v2/invitation/company/{self.id}", members)

    def invitations(self, **filters):
        return self.client.get(f"/v2/invitation/company/{self.id}"
                               + people.query_of(filters))

    def edit(self, connection, **members):
        return self.client.post(f"/v2/invitation/connection/{connection}",
                                members)

    def invitation(self, id):
        return self.client.get(f"/v2/invitation/{id}")

    def revoke(self, id):
        return self.client.post(f"/v2/invitation/{id}/revoke")

    def resend(self, id, **members):
        return self.client.post(f"/v1/invitations/{id}/resend", members)

    def connections(self, **filters):
        return self.client.get(f"/v2/company/{self.id}/connections"
                               + people.query_of(filters))

    def connection(self, id):
        return self.client.get(f"/v2/connection/{id}")

    def credentials(self, id):
        return self.client.get(f"/v2/connection/{id}/credentials")


class Invited:
    """An invitation of a company, and the links by which it is used."""

    def __init__(self, stack, company, connection=None, **members):
        self.stack, self.company = stack, company
        self.answer = (company.edit(connection, **members) if connection
                       else company.invite(**members))
        self.id = self.answer["id"]
        self.token = self.answer["token"]

    def mail(self, address, number=1):
        """The mail that took it to an address, or the second one there."""
        return self.stack.mailbox.wait(address, number, about=self.id)

    def visitor(self, address=None):
        """Whoever holds the base link, or the one mailed to an address."""
        token = self.mail(address).token if address else self.token
        return people.Visitor(self.stack.api, token)

    def use(self, address=None, **members):
        """Fill in the form and send it."""
        return self.visitor(address).accept(**filled(**members))

    def read(self):
        return self.company.invitation(self.id)

    def status(self):
        return self.read()["status"]

    def events(self):
        """The types of what happened, but for the mail's own."""
        return [e["type"] for e in self.read()["events"]
                if e["type"] != "invitation.sent"]

    def move_expiry(self, seconds):
        """Let it expire so many seconds from now."""
        self.stack.db.move_expiry(self.id, seconds)

    def rest(self):
        """Let enough time pass for another resend."""
        self.stack.db.rest(self.id)


def filled(**members):
    """What a form brings: a utility and credentials unless it says else;
    None leaves a field out."""
    form = {"url": SITE, "username": "jane", "password": secret(), **members}
    return {name: value for name, value in form.items() if value is not None}


class Town:
    """Companies below one topmost organization, known by its key."""

    def __init__(self, stack, name="Root", client=None):
        self.stack = stack
        self.client = client or stack.root(name)
        self.id = self.client.organization

    def company(self, name=None):
        made = self.client.post("/v1/organizations", {
            "kind": "company", "name": name or f"Company {next(_numbers)}"})
        return Company(self.client, made["id"])

    def invite(self, company=None, connection=None, **members):
        """An invitation of a new company unless one is said."""
        return Invited(self.stack, company or self.company(), connection,
                       **members)

    def connected(self, company=None, **members):
        """(company, id) of a utility connection."""
        company = company or self.company()
        done = self.invite(company).use(**members)
        return company, done["connection"]["id"]
