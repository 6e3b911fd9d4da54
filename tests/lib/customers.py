# SPDX-License-Identifier: MIT
"""The applicants family: customers, what they send, and who gets it.

    customer = customers.Customer(town)
    sent = customer.send("jim@example.com")
    sent.applicant("jim@example.com").accept()
"""
import itertools
import uuid

import people

_numbers = itertools.count(1)


def address():
    return f"{uuid.uuid4().hex}@example.com"


def person(email=None, **members):
    """An applicant as a request describes one."""
    return {"first_name": "Jim", "last_name": "Tester",
            "email": email or address(), **members}


class Customer:
    """Acts by the key of the town's root."""

    def __init__(self, town, name=None):
        self.town = town
        self.client = town.client
        self.stack = town.stack
        self.id = self.client.post("/v1/organizations", {
            "kind": "customer",
            "name": name or f"Customer {next(_numbers)}"})["id"]

    def at(self, path, **query):
        return f"/customers/{self.id}{path}{people.query_of(query)}"

    def invite(self, *applicants, **members):
        """Addresses or whole applicants; to a new business unless members
        name one."""
        ways = {"business", "existing_business_id", "existing_business"}
        if not ways & set(members):
            members["business"] = {"name": f"Business {uuid.uuid4()}"}
        return self.client.post(self.at("/businesses/invite"), {
            "applicants": [a if isinstance(a, dict) else person(a)
                           for a in applicants], **members})

    def send(self, *applicants, **members):
        """An invitation whose mails have arrived."""
        answer = self.invite(*(applicants or (address(),)), **members)
        if answer.status != 200:
            raise AssertionError(repr(answer))
        return Sent(self, answer)

    def show(self, id):
        return self.client.get(self.at(f"/invitations/{id}"))

    def sent(self, **filters):
        return self.client.get(self.at("/invitations", **filters))

    def resend(self, id, **members):
        return self.client.post(self.at(f"/invitations/{id}/resend"),
                                members)

    def revoke(self, id):
        return self.client.post(self.at(f"/invitations/{id}/revoke"))

    def esign(self, text="I agree.", name="Terms"):
        """The id of a new document."""
        return self.client.post(self.at("/esign-templates"), {
            "name": name, "text": text})["data"]["id"]

    def questions(self, *fields):
        """The id of a new template with these fields."""
        return self.client.post(self.at("/custom-field-templates"), {
            "name": "Questions", "fields": list(fields)})["data"]["id"]

    def business(self):
        """The id of a business that has no invitation."""
        sent = self.invite(address())
        self.revoke(sent["data"]["invitation_id"])
        return sent["data"]["business_id"]

    def case(self, business_id, name="Case"):
        return self.client.post(self.at("/cases"), {
            "business_id": business_id, "name": name})["data"]["id"]


class Applicant(people.Visitor):
    """Whoever holds one of an applicant's links."""

    def accept_here(self, **members):
        """By the family's own door."""
        return self.client.post(f"/invite/{self.token}/accept", members)


class Sent:
    """An invitation: ids, and for each address its two links."""

    def __init__(self, customer, answer):
        self.customer, self.stack = customer, customer.stack
        self.answer = answer
        self.data = answer["data"]
        self.id = self.data["invitation_id"]
        self.business_id = self.data["business_id"]
        self.returned = {a["email"]: people.token_of(a["invitation_url"])
                         for a in self.data["applicants"]}
        mails = [self.mail(email) for email in self.returned]
        self.mailed = dict(zip(self.returned, (m.token for m in mails)))

    @property
    def first(self):
        """The first applicant's address."""
        return self.data["applicant_email"]

    def mail(self, email, number=1):
        return self.stack.mailbox.wait(email, count=number, about=self.id)

    def applicant(self, email=None, which="mailed"):
        """Who holds the mailed, or the returned, link of an address."""
        return Applicant(self.stack.api,
                         getattr(self, which)[email or self.first])

    def move_expiry(self, seconds):
        """Let it expire so many seconds from now."""
        self.stack.db.move_expiry(self.id, seconds)

    def status(self):
        return self.customer.show(self.id)["data"]["status"]

    def statuses(self):
        """Of the applicants, in order."""
        shown = self.customer.show(self.id)["data"]
        return [a["status"] for a in shown["applicants"]]
