# SPDX-License-Identifier: MIT
"""Who takes part in the onboarding family: merchants below one topmost
organization, invitations to their contacts, and what a contact answers."""
import copy
import functools
import itertools

import people

AT = "/api/Invitations"
DETAILS = {
    "firstName": "Mara", "lastName": "Moss", "email": "mara@shop.example",
    "phone": "+49 30 123456", "legalName": "Shop Ltd.",
    "tradingName": "The Shop", "registrationNumber": "HRB 1",
    "address": {"line1": "1 High Street", "line2": "2nd floor",
                "city": "York", "region": "Yorkshire",
                "postalCode": "YO1 7HH", "country": "GB"},
}
# What the form requires, and nothing else.
LEAST = {
    "firstName": "Mara", "lastName": "Moss", "legalName": "Shop Ltd.",
    "address": {"line1": "1 High Street", "city": "York", "country": "GB"},
}

_numbers = itertools.count(1)


def whole(answers):
    """Answers as they are kept: null where nothing was said."""
    kept = {name: None for name in DETAILS if name != "address"}
    kept["address"] = dict.fromkeys(DETAILS["address"])
    for name, value in copy.deepcopy(answers).items():
        if name == "address":
            kept["address"].update(value)
        else:
            kept[name] = value
    return kept


def flat(answers):
    """Answers as a form has them: address.line1."""
    fields = {name: value for name, value in answers.items()
              if name != "address"}
    fields.update({f"address.{name}": value for name, value
                   in answers.get("address", {}).items()})
    return fields


class Merchant:
    """A merchant and a client that may act for it."""

    def __init__(self, client, id, name):
        self.client, self.id, self.name = client, id, name

    def invite(self, **members):
        return self.client.post(AT, {
            "merchantId": self.id, "firstName": "Mara", "lastName": "Moss",
            **members})

    def sent(self, **filters):
        return self.client.get(AT + people.query_of(
            {"merchantId": self.id, **filters}))

    def invitation(self, id):
        return self.client.get(f"{AT}/{id}")

    def resend(self, id, **members):
        return self.client.post(f"{AT}/{id}/resend", members)

    def revoke(self, id):
        return self.client.post(f"{AT}/{id}/revoke")

    def details(self):
        return self.client.get(f"/v1/organizations/{self.id}")["details"]


class Sent:
    """An invitation to a merchant's contact, and its one link."""

    def __init__(self, stack, merchant, **members):
        self.stack, self.merchant = stack, merchant
        self.answer = merchant.invite(**members)
        self.id = self.answer["invitationId"]
        self.token = self.answer["token"]

    @functools.cached_property
    def visitor(self):
        return people.Visitor(self.stack.api, self.token)

    def accept(self, key=None, **answers):
        """At the JSON door, with all that is required unless said."""
        return self.visitor.client.post(
            "/v1/invitations/accept",
            {"token": self.token, **(answers or LEAST)}, idempotency_key=key)

    def mail(self, number=1):
        return self.stack.mailbox.wait(count=number, about=self.id)

    def read(self):
        return self.merchant.invitation(self.id)

    def status(self):
        return self.read()["status"]

    def move_expiry(self, seconds):
        """Let it expire so many seconds from now."""
        self.stack.db.move_expiry(self.id, seconds)

    def rest(self):
        """Let enough time pass for another resend."""
        self.stack.db.rest(self.id)


class Market:
    """Merchants below one topmost organization, known by its key: that of
    a town, or one of its own."""

    def __init__(self, stack, town=None):
        self.stack = stack
        self.client = town.client if town else stack.root("Market")
        self.id = self.client.organization

    def merchant(self, name=None, **members):
        number = next(_numbers)
        made = self.client.post("/v1/organizations", {
            "kind": "merchant", "name": name or f"Merchant {number}",
            **members})
        return Merchant(self.client, made["id"], made["name"])

    def send(self, merchant=None, **members):
        """An invitation to a new contact of a new merchant, unless said."""
        if not {"email", "phone"} & set(members):
            members["email"] = f"contact{next(_numbers)}@example.com"
        return Sent(self.stack, merchant or self.merchant(), **members)
