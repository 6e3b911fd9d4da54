# SPDX-License-Identifier: MIT
"""Every kind of mail there is, with the same names in each, as a relay got
it.

    office = kinds.Office(stack, relay)
    office.send(kinds.Said(name="Acme"), "de")
    for letter in office.letters():
        letter.kind    # connections, code, team.accepted, ...
        letter.mail    # as Python's `email` reads it
        letter.bytes   # as it was on the wire
"""
import email
import email.policy
import itertools
from dataclasses import dataclass

import people

OPTIONS = {"sms.gateway": "%s@sms.example", "limits.address_per_hour": 10000}
# What a notice is called: by the family where each has its own words.
NOTICES = ("rejected", "asked", "approval", "approved", "declined")
FAMILIES = ("connections", "contributors", "team", "onboarding",
            "applicants")
KINDS = (*FAMILIES, "code", "sms",
         *(f"{family}.accepted" for family in FAMILIES), *NOTICES)
ALIAS = "An alias that no mail tells"
LANGUAGES = ("en", "de", "fr", "es", "ar")


@dataclass(frozen=True)
class Said:
    """What people put into mails: names, words, addresses. `party` is who
    did what a notice tells; {} in an address is a number."""

    name: str = "Acme"
    inviter: str = None
    message: str = None
    business: str = "Bolt"
    party: str = "Bolt"
    reason: str = None
    email: str = "guest{}@example.com"
    inbox: str = "inbox{}@host.example"


@dataclass
class Letter:
    """One mail: its kind, what it was made of, and whom it goes to and
    comes from by the rows."""

    kind: str
    said: Said
    locale: str
    to: str
    organization_email: str
    bytes: bytes

    def __post_init__(self):
        self.mail = email.message_from_bytes(
            self.bytes.replace(b"\r\n", b"\n"), policy=email.policy.default)

    @property
    def is_invitation(self):
        return self.kind in FAMILIES

    @property
    def is_notice(self):
        return self.kind not in (*FAMILIES, "code", "sms")


class Office:
    """Sends a mail of each kind from organizations of their own."""

    def __init__(self, stack, relay):
        self.stack, self.relay = stack, relay
        self.root = stack.root()
        self.said = {}  # by organization: (Said, locale)
        self.numbers = itertools.count(1)

    def send(self, said, locale):
        """Have one of each kind sent, in a language."""
        _Sender(self, said, locale).send()

    def letters(self):
        """All that were sent, in the order of their making."""
        self.stack.settle()
        came = {_id(data): data for _, _, data in self.relay.mails}
        return [Letter(_kind(kind, family), *self.said[organization], to,
                       address, came[id])
                for id, organization, kind, family, to, address
                in self.stack.db.rows(
                    "select o.id::text, o.organization_id::text, o.kind, "
                    "i.kind, o.email, g.email from outbox o "
                    "join organization g on g.id = o.organization_id "
                    "left join invitation i on i.id = o.invitation_id "
                    "and i.organization_id = o.organization_id "
                    "order by o.id")]


class _Sender:
    """Organizations of one name in one language, and all that they mail."""

    def __init__(self, office, said, locale):
        self.office, self.root = office, office.root
        self.said, self.locale = said, locale

    def send(self):
        """An invitation of each family, a code, a text message; then, by
        the procedure that writes them, a notice of each kind."""
        made = {family: getattr(self, family)() for family in FAMILIES}
        for organization, invitation in made.values():
            self.notice(organization, "accepted", invitation)
        business, invitation = made["connections"]
        self.notice(business, "asked", invitation)
        self.notice(business, "rejected", invitation,
                    reason=self.said.reason)
        self.notice(business, "approval")
        for kind in "approved", "declined":
            self.notice(business, kind, party=None,
                        reader=self.organization("business"))

    def organization(self, kind):
        id = self.root.post("/v1/organizations", {
            "kind": kind, "name": self.said.name, "locale": self.locale,
            "email": self.number(self.said.inbox)})["id"]
        self.office.said[id] = self.said, self.locale
        return id

    def number(self, address):
        return address.format(next(self.office.numbers))

    @property
    def address(self):
        return self.number(self.said.email)

    @property
    def words(self):
        return {"inviterName": self.said.inviter,
                "message": self.said.message}

    def connections(self):
        business = self.organization("business")
        answer = self.root.post(
            f"/api/businesses/{business}/invitations",
            {"email": self.address, "aliasName": ALIAS, **self.words})
        self.office.stack.api.post("/v1/invitations/verify", {
            "token": people.token_of(answer["invitationUrl"]),
            "email": answer["email"]})
        return business, answer["id"]

    def team(self):
        business = self.organization("business")
        key = self.root.post(f"/v1/organizations/{business}/keys",
                             {"name": "tests"})["key"]
        answer = self.root.with_key(key).post("/businesses/me/invitations", {
            "email": self.address, "role": "Admin", **self.words})
        return business, answer["id"]

    def contributors(self):
        company = self.organization("company")
        answer = self.root.post(f"/v2/invitation/company/{company}", {
            "allowedEmails": [self.address], "sendEmail": True,
            **self.words})
        return company, answer["id"]

    def onboarding(self):
        merchant = self.organization("merchant")
        phone = f"+49 30 {next(self.office.numbers):06}"
        for how in {"phone": phone}, {"email": self.address}:
            answer = self.root.post("/api/Invitations", {
                "merchantId": merchant, "firstName": "Mara",
                "lastName": "Moss", **how, **self.words})
        return merchant, answer["invitationId"]

    def applicants(self):
        customer = self.organization("customer")
        answer = self.root.post(f"/customers/{customer}/businesses/invite", {
            "business": {"name": self.said.business},
            "applicants": [{"first_name": "Ann", "last_name": "Ash",
                            "email": self.address}],
            "inviter_name": self.said.inviter,
            "message": self.said.message})
        return customer, answer["data"]["invitation_id"]

    def notice(self, organization, kind, invitation=None, party="",
               reason=None, reader=None):
        self.office.stack.db.rows(
            "select mail_notice(%s::uuid, %s, %s::uuid, %s, %s, %s::uuid)",
            organization, kind, invitation,
            self.said.party if party == "" else party, reason, reader)


def _id(data):
    head = data.partition(b"\r\n\r\n")[0]
    return email.message_from_bytes(head)["Message-ID"][1:37]


def _kind(kind, family):
    if kind == "invitation":
        return family
    return f"{family}.{kind}" if kind == "accepted" else kind
