# SPDX-License-Identifier: MIT
"""For every route of /openapi.json a request on rows of its own that a key
with the route's scope gets 2xx for. Its body has every member there is.

    world = fixtures.World(stack)
    call = world.make("connectionGet")
    client.request(call.method, call.path, call.body)

A route without one fails the tests that go through all routes.
"""
import datetime
import uuid

import companies
import customers
import merchants
import people
import teams

# 1 x 1 pixel.
LOGO = ("data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCA"
        "AAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=")

_makers = {}


class Call:
    """A request, and the id of the organization whose key may make it.
    every: a body with all members there are, where some exclude others."""

    def __init__(self, owner, path, body=None, every=None):
        self.owner = owner
        self.path = path
        self.body = body
        self.every = every or body
        self.method = self.scope = self.status = self.pattern = None


def route(operation):
    """Say how a request of a route is made."""
    def note(maker):
        _makers[operation] = maker
        return maker
    return note


class World:
    """Makes fixtures in a stack."""

    def __init__(self, stack):
        self.stack = stack
        self.town = people.Town(stack)
        self.market = merchants.Market(stack, self.town)
        self.operations = dict(self._read_operations())

    def _read_operations(self):
        for path, methods in self.stack.contract.document["paths"].items():
            for method, operation in methods.items():
                yield operation["operationId"], (method.upper(), path,
                                                 operation)

    def missing(self):
        """Routes without a fixture, and fixtures without a route."""
        return sorted(set(self.operations) ^ set(_makers))

    def make(self, operation):
        """A new request of a route."""
        call = _makers[operation](self)
        call.method, call.pattern, said = self.operations[operation]
        scopes = [s for way in said["security"] for s in way.values()]
        call.scope = scopes[0][0] if scopes else None
        call.status = int(min(said["responses"]))
        return call

    def client(self, call):
        """A client with a key that may make a call: of the topmost
        organization, unless the path means the key's own."""
        if call.path.startswith(teams.ME):
            return self.stack.client(call.owner)
        return self.town.client

    # ---- what fixtures are made of ----

    def customer(self):
        return customers.Customer(self.town)

    def link(self):
        """A visitor at an open public link."""
        return people.Visitor(self.stack.api,
                              self.town.business().open_link())

    def waiting(self):
        """(host, id) of a connection that waits for approval."""
        host, guest = self.town.business(), self.town.business()
        return host, guest.accept(
            host.open_link(requiresApproval=True))["id"]

    @property
    def companies(self):
        """The same topmost organization's companies."""
        return companies.Town(self.stack, client=self.town.client)

    def connected(self):
        """(business, id) of an active connection."""
        sent = self.town.send()
        return sent.sender, sent.invited.accept(sent.returned)["id"]


def address():
    return f"{uuid.uuid4().hex}@example.com"


# ---- connections ----

@route("connectionInvitationCreate")
def _(world):
    host = world.town.business()
    url = "https://example.com/done"
    world.town.client.patch(f"/v1/organizations/{host.id}",
                            {"redirectUrls": [url]})
    return Call(host.id, host.at("/invitations"), {
        "email": address(), "aliasName": "Alias", "expiresInDays": 30,
        "inviterName": "Inviter", "message": "Message", "locale": "de-AT",
        "redirectUrl": url})


@route("connectionInvitationList")
def _(world):
    sent = world.town.send()
    return Call(sent.sender.id, sent.sender.at("/invitations"))


@route("connectionInvitationReceived")
def _(world):
    sent = world.town.send()
    return Call(sent.invited.id, sent.invited.at("/invitations/received"))


@route("connectionInvitationGet")
def _(world):
    sent = world.town.send()
    return Call(sent.sender.id, sent.sender.at(f"/invitations/{sent.id}"))


@route("connectionInvitationCancel")
def _(world):
    sent = world.town.send()
    return Call(sent.sender.id,
                sent.sender.at(f"/invitations/{sent.id}/cancel"))


@route("connectionInvitationResend")
def _(world):
    sent = world.town.send()
    return Call(sent.sender.id,
                sent.sender.at(f"/invitations/{sent.id}/resend"),
                {"rotate": True})


@route("connectionInvitationAccept")
def _(world):
    sent = world.town.send()
    return Call(sent.invited.id, sent.invited.at("/invitations/accept"),
                {"token": sent.returned, "aliasName": "Alias"})


@route("connectionInvitationReject")
def _(world):
    sent = world.town.send()
    return Call(sent.invited.id,
                sent.invited.at(f"/invitations/{sent.id}/reject"),
                {"reason": "Reason", "token": sent.mailed})


@route("publicInviteSettingsGet")
def _(world):
    host = world.town.business()
    host.open_link()
    return Call(host.id, host.at("/public-invite-settings"))


@route("publicInviteSettingsQr")
def _(world):
    host = world.town.business()
    host.open_link()
    return Call(host.id, host.at("/public-invite-settings/qr.svg"))


@route("publicInviteSettingsUpdate")
def _(world):
    host = world.town.business()
    return Call(host.id, host.at("/public-invite-settings"),
                {"enabled": True, "requiresApproval": True})


@route("publicInviteSettingsRegenerate")
def _(world):
    host = world.town.business()
    host.open_link()
    return Call(host.id, host.at("/public-invite-settings/regenerate"))


@route("connectionList")
def _(world):
    business, _ = world.connected()
    return Call(business.id, business.at("/connections"))


@route("connectionGet")
def _(world):
    business, id = world.connected()
    return Call(business.id, business.at(f"/connections/{id}"))


@route("connectionUpdate")
def _(world):
    business, id = world.connected()
    return Call(business.id, business.at(f"/connections/{id}"),
                {"aliasName": "Alias", "tags": ["one", "two"]})


@route("connectionApprove")
def _(world):
    host, id = world.waiting()
    return Call(host.id, host.at(f"/connections/{id}/approve"))


@route("connectionDecline")
def _(world):
    host, id = world.waiting()
    return Call(host.id, host.at(f"/connections/{id}/decline"))


@route("connectionArchive")
def _(world):
    business, id = world.connected()
    return Call(business.id, business.at(f"/connections/{id}/archive"))


# ---- team ----

@route("teamInvitationCreate")
def _(world):
    host = teams.Team(world.town, 10)
    url = "https://example.com/done"
    world.town.client.patch(f"/v1/organizations/{host.id}",
                            {"redirectUrls": [url]})
    return Call(host.id, teams.ME + "/invitations", {
        "email": address(), "role": "Owner", "inviterName": "Inviter",
        "message": "Message", "locale": "de-AT", "redirectUrl": url})


@route("teamInvitationList")
def _(world):
    host = teams.Team(world.town)
    host.invite()
    return Call(host.id, teams.ME + "/invitations")


@route("teamInvitationGet")
def _(world):
    host = teams.Team(world.town)
    return Call(host.id, f"{teams.ME}/invitations/{host.invite()['id']}")


@route("teamInvitationRevoke")
def _(world):
    host = teams.Team(world.town)
    return Call(host.id, f"{teams.ME}/invitations/{host.invite()['id']}")


@route("teamInvitationResend")
def _(world):
    host = teams.Team(world.town)
    return Call(host.id,
                f"{teams.ME}/invitations/{host.invite()['id']}/resend",
                {"rotate": True})


@route("teamInvitationPreview")
def _(world):
    host = teams.Team(world.town)
    token = host.token(host.invite()["id"])
    return Call(None, f"/businesses/invitations/token/{token}")


@route("teamInvitationAccept")
def _(world):
    host = teams.Team(world.town)
    made = host.invite()
    return Call(None, "/businesses/invitations/accept", {
        "token": host.token(made["id"]), "email": made["email"],
        "firstName": "First", "lastName": "Last",
        "password": teams.PASSWORD})


@route("memberList")
def _(world):
    host = teams.Team(world.town)
    host.join()
    return Call(host.id, teams.ME + "/users")


@route("memberUpdate")
def _(world):
    host = teams.Team(world.town)
    return Call(host.id, f"{teams.ME}/users/{host.join().id}",
                {"role": "Admin"})


@route("memberRemove")
def _(world):
    host = teams.Team(world.town)
    return Call(host.id, f"{teams.ME}/users/{host.join().id}")


@route("licenseGet")
def _(world):
    return Call(teams.Team(world.town, 7).id, teams.ME + "/license")


@route("licenseSet")
def _(world):
    host = teams.Team(world.town)
    return Call(world.town.id, f"/v1/organizations/{host.id}/license", {
        "seatLimit": 10, "renewalDate": "2096-01-31T12:00:00Z",
        "billingStatus": "active"})


@route("sessionOpen")
def _(world):
    host = teams.Team(world.town)
    return Call(None, "/v1/sessions", {
        "organizationId": host.id, "email": host.join().email,
        "password": teams.PASSWORD})


# ---- contributors ----

INVITE = {"allowedEmails": ["one@example.com", "two@example.com"],
          "expiresInSeconds": 3600, "maxUses": 5, "sendEmail": True,
          "inviterName": "Inviter", "message": "Message", "locale": "de-AT",
          "redirectUrl": "https://example.com/done"}
PREFILL = {"url": "https://utility.example/", "country": "DE",
           "initialSites": [str(uuid.uuid4())], "utilityTypes": ["GAS"],
           "connectionOwnerEmail": "owner@example.com",
           "dataCollectionStartDate": "2024-02-29"}


def with_redirect(world, company):
    world.town.client.patch(f"/v1/organizations/{company.id}",
                            {"redirectUrls": [INVITE["redirectUrl"]]})


@route("contributorInvitationCreate")
def _(world):
    company = world.companies.company()
    with_redirect(world, company)
    return Call(company.id, f"/v2/invitation/company/{company.id}",
                {**INVITE, "prefill": PREFILL},
                {**INVITE, "prefill": {
                    **PREFILL, "datasourceId": str(uuid.uuid4())}})


@route("contributorInvitationList")
def _(world):
    company = world.companies.invite().company
    return Call(company.id, f"/v2/invitation/company/{company.id}")


@route("contributorEditCreate")
def _(world):
    company, id = world.companies.connected()
    with_redirect(world, company)
    return Call(company.id, f"/v2/invitation/connection/{id}", INVITE)


@route("contributorInvitationGet")
def _(world):
    invited = world.companies.invite()
    return Call(invited.company.id, f"/v2/invitation/{invited.id}")


@route("contributorInvitationRevoke")
def _(world):
    invited = world.companies.invite()
    return Call(invited.company.id, f"/v2/invitation/{invited.id}/revoke")


@route("utilityConnectionList")
def _(world):
    company, _ = world.companies.connected()
    return Call(company.id, f"/v2/company/{company.id}/connections")


@route("utilityConnectionGet")
def _(world):
    company, id = world.companies.connected()
    return Call(company.id, f"/v2/connection/{id}")


@route("utilityConnectionCredentials")
def _(world):
    company, id = world.companies.connected()
    return Call(company.id, f"/v2/connection/{id}/credentials")


# ---- onboarding ----

@route("merchantInvitationCreate")
def _(world):
    merchant = world.market.merchant()
    url = "https://example.com/done"
    world.market.client.patch(f"/v1/organizations/{merchant.id}",
                              {"redirectUrls": [url]})
    return Call(merchant.id, merchants.AT, {
        "merchantId": merchant.id, "firstName": "Mara", "lastName": "Moss",
        "email": address(), "phone": "+49 170 1234567", "expiresInDays": 30,
        "inviterName": "Inviter", "message": "Message", "locale": "de-AT",
        "redirectUrl": url})


@route("merchantInvitationList")
def _(world):
    return Call(world.market.send().merchant.id, merchants.AT)


@route("merchantInvitationGet")
def _(world):
    sent = world.market.send()
    return Call(sent.merchant.id, f"{merchants.AT}/{sent.id}")


@route("merchantInvitationResend")
def _(world):
    sent = world.market.send()
    return Call(sent.merchant.id, f"{merchants.AT}/{sent.id}/resend",
                {"rotate": True})


@route("merchantInvitationRevoke")
def _(world):
    sent = world.market.send()
    return Call(sent.merchant.id, f"{merchants.AT}/{sent.id}/revoke")


# ---- applicants ----

def question(**members):
    return {"key": "town", "label": "Town", "type": "text",
            "is_required": True, **members}


@route("applicantInvitationCreate")
def _(world):
    customer = world.customer()
    url = "https://example.com/done"
    world.town.client.patch(f"/v1/organizations/{customer.id}",
                            {"redirectUrls": [url]})
    known = customer.invite(address())["data"]
    existing = {"id": known["business_id"], "name": "Business",
                "mobile": "+1 555 0100", "address_line_1": "1 Main St",
                "address_line_2": "2nd floor", "address_city": "Orlando",
                "address_state": "FL", "address_postal_code": "32801",
                "address_country": "US"}
    body = {
        "existing_business": existing,
        "case_id": customer.case(known["business_id"]),
        "applicants": [customers.person(mobile="+1 555 0101")],
        "existing_applicant_ids": [
            customer.invite(address())["data"]["applicants"][0]
            ["applicant_id"]],
        "esign_template_id": customer.esign(),
        "esign_templates": [customer.esign()],
        "custom_field_template_id": customer.questions(question()),
        "custom_fields": {"town": "Orlando"},
        "inviter_name": "Inviter", "message": "Message", "locale": "en-US",
        "redirect_url": url}
    business = {name: value for name, value in existing.items()
                if name != "id"}
    return Call(customer.id, customer.at("/businesses/invite"), body, {
        **body, "business": business,
        "existing_business_id": known["business_id"]})


@route("applicantInvitationList")
def _(world):
    sent = world.customer().send()
    return Call(sent.customer.id, sent.customer.at("/invitations"))


@route("applicantInvitationGet")
def _(world):
    sent = world.customer().send()
    return Call(sent.customer.id, sent.customer.at(f"/invitations/{sent.id}"))


@route("applicantInvitationResend")
def _(world):
    sent = world.customer().send()
    return Call(sent.customer.id,
                sent.customer.at(f"/invitations/{sent.id}/resend"),
                {"rotate": True})


@route("applicantInvitationRevoke")
def _(world):
    sent = world.customer().send()
    return Call(sent.customer.id,
                sent.customer.at(f"/invitations/{sent.id}/revoke"))


@route("applicantInvitationAccept")
def _(world):
    customer = world.customer()
    terms = customer.esign()
    sent = customer.send(
        esign_template_id=terms,
        custom_field_template_id=customer.questions(question()))
    visitor = sent.applicant(which="returned")
    return Call(None, f"/invite/{visitor.token}/accept", {
        "custom_fields": {"town": "Orlando"},
        "signatures": [{"template_id": terms, "name": "Jim Tester"}],
        "proof": visitor.prove(world.stack.mailbox, sent.first)})


@route("esignTemplateCreate")
def _(world):
    customer = world.customer()
    return Call(customer.id, customer.at("/esign-templates"),
                {"name": "Terms", "text": "I agree."})


@route("esignTemplateList")
def _(world):
    customer = world.customer()
    customer.esign()
    return Call(customer.id, customer.at("/esign-templates"))


@route("esignTemplateGet")
def _(world):
    customer = world.customer()
    return Call(customer.id,
                customer.at(f"/esign-templates/{customer.esign()}"))


@route("customFieldTemplateCreate")
def _(world):
    customer = world.customer()
    return Call(customer.id, customer.at("/custom-field-templates"), {
        "name": "Questions",
        "fields": [question(type="choice", options=["Orlando"])]})


@route("customFieldTemplateList")
def _(world):
    customer = world.customer()
    customer.questions(question())
    return Call(customer.id, customer.at("/custom-field-templates"))


@route("customFieldTemplateGet")
def _(world):
    customer = world.customer()
    id = customer.questions(question())
    return Call(customer.id, customer.at(f"/custom-field-templates/{id}"))


@route("applicantCaseCreate")
def _(world):
    customer = world.customer()
    return Call(customer.id, customer.at("/cases"),
                {"business_id": customer.business(), "name": "Case"})


@route("applicantCaseList")
def _(world):
    customer = world.customer()
    customer.case(customer.business())
    return Call(customer.id, customer.at("/cases"))


@route("applicantCaseGet")
def _(world):
    customer = world.customer()
    id = customer.case(customer.business())
    return Call(customer.id, customer.at(f"/cases/{id}"))


@route("applicantBusinessList")
def _(world):
    customer = world.customer()
    customer.business()
    return Call(customer.id, customer.at("/businesses"))


@route("applicantBusinessGet")
def _(world):
    customer = world.customer()
    return Call(customer.id, customer.at(f"/businesses/{customer.business()}"))


# ---- for the recipient ----

@route("linkPreview")
def _(world):
    return Call(None, "/v1/invitations/preview",
                {"token": world.town.send().mailed})


@route("linkVerify")
def _(world):
    return Call(None, "/v1/invitations/verify",
                {"token": world.link().token, "email": address()})


@route("linkConfirm")
def _(world):
    link, email = world.link(), address()
    link.verify(email)
    return Call(None, "/v1/invitations/verify/confirm", {
        "token": link.token, "email": email,
        "code": world.stack.mailbox.wait_code(email)})


@route("linkAccept")
def _(world):
    link, email = world.link(), address()
    proof = link.prove(world.stack.mailbox, email)
    body = {"token": link.token, "proof": proof, "businessName": "Business",
            "email": email}
    return Call(None, "/v1/invitations/accept", body, {
        **body, "datasourceId": str(uuid.uuid4()),
        "url": "https://utility.example/", "accountNumber": "1",
        "accountHolder": "Holder", "utilityTypes": ["GAS"],
        "siteIds": [str(uuid.uuid4())], "username": "user",
        "password": companies.secret(), "firstName": "First",
        "lastName": "Last", "phone": "1", "legalName": "Legal",
        "tradingName": "Trading", "registrationNumber": "1",
        "address": {"line1": "1", "line2": "2", "city": "City",
                    "region": "Region", "postalCode": "1",
                    "country": "DE"},
        "customFields": {"key": "value"},
        "signatures": [{"templateId": str(uuid.uuid4()), "name": "Name"}]})


@route("linkReject")
def _(world):
    return Call(None, "/v1/invitations/reject", {
        "token": world.town.send().mailed, "reason": "Reason"})


# ---- invitations of all families ----

@route("invitationList")
def _(world):
    return Call(world.town.send().sender.id, "/v1/invitations")


@route("invitationGet")
def _(world):
    sent = world.town.send()
    return Call(sent.sender.id, f"/v1/invitations/{sent.id}")


@route("invitationResend")
def _(world):
    sent = world.town.send()
    return Call(sent.sender.id, f"/v1/invitations/{sent.id}/resend",
                {"rotate": True})


@route("invitationRevoke")
def _(world):
    sent = world.town.send()
    return Call(sent.sender.id, f"/v1/invitations/{sent.id}/revoke")


@route("eventList")
def _(world):
    return Call(world.town.business().id, "/v1/events")


# ---- organizations and keys ----

@route("organizationCreate")
def _(world):
    parent = world.town.business()
    return Call(parent.id, "/v1/organizations", {
        "kind": "business", "name": "Name", "id": str(uuid.uuid4()),
        "email": address(), "parentId": parent.id, "locale": "en"})


@route("organizationList")
def _(world):
    return Call(world.town.business().id, "/v1/organizations")


@route("organizationGet")
def _(world):
    id = world.town.business().id
    return Call(id, f"/v1/organizations/{id}")


@route("organizationUpdate")
def _(world):
    id = world.town.business().id
    return Call(id, f"/v1/organizations/{id}", {
        "name": "Name", "email": address(), "locale": "en",
        "brand": {"color": "#0a7f5c", "logo": LOGO},
        "redirectUrls": ["https://example.com/done"]})


@route("keyCreate")
def _(world):
    id = world.town.business().id
    later = datetime.datetime.utcnow() + datetime.timedelta(days=1)
    return Call(id, f"/v1/organizations/{id}/keys", {
        "name": "Name", "scopes": ["organizations:write"], "role": "Agent",
        "expiresAt": later.strftime("%Y-%m-%dT%H:%M:%SZ")})


@route("keyList")
def _(world):
    client = world.stack.client(world.town.business().id)
    return Call(client.organization,
                f"/v1/organizations/{client.organization}/keys")


@route("keyRevoke")
def _(world):
    id = world.town.business().id
    made = world.town.client.post(f"/v1/organizations/{id}/keys",
                                  {"name": "Name"})
    return Call(id, f"/v1/keys/{made['id']}")


# ---- the service ----

@route("openapi")
def _(world):
    return Call(None, "/openapi.json")


@route("healthz")
def _(world):
    return Call(None, "/healthz")


@route("readyz")
def _(world):
    return Call(None, "/readyz")
