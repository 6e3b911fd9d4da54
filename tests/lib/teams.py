# SPDX-License-Identifier: MIT
"""Who takes part in the team family: a business's team, seen with a key of
the business, and the people it invites. Each deed gives the answer as it
came."""
import itertools

import people
import seen

ME = "/businesses/me"
PASSWORD = "correct horse battery staple"
seen.add("password", PASSWORD)

_numbers = itertools.count(1)


def address():
    return f"person{next(_numbers)}@example.com"


class Member:
    """Who joined a team: the id, the address, and how the invitation went."""

    def __init__(self, team, invitation, token, row):
        self.team = team
        self.invitation = invitation
        self.token = token
        self.id = row["id"]
        self.email = row["email"]

    def log_in(self, password=PASSWORD):
        return self.team.log_in(self.email, password)

    def client(self):
        """A client with a session of this member."""
        opened = self.log_in()
        if opened.status != 201:
            raise AssertionError(repr(opened))
        return self.team.client.with_key(opened["key"])


class Team:
    """A business below a town's topmost organization, and a client with an
    Owner's key of it; seats: the limit that the town sets."""

    def __init__(self, town, seats=None, name="Acme"):
        self.town = town
        self.stack = town.stack
        self.id = town.business(name).id
        self.client = self.stack.client(self.id)
        self.public = self.stack.api.with_key(None)
        if seats is not None:
            self.set_license(seatLimit=seats)

    def seen_by(self, client):
        """The same team with another key."""
        other = object.__new__(Team)
        other.__dict__ = {**self.__dict__, "client": client}
        return other

    def key(self, role, *scopes):
        """The same team with a new key of that role."""
        made = self.client.post(
            f"/v1/organizations/{self.id}/keys",
            {"name": role, "role": role,
             **({"scopes": scopes} if scopes else {})})
        self.last_key = made["id"]
        return self.seen_by(self.client.with_key(made["key"]))

    # ---- invitations ----

    def invite(self, email=None, **members):
        return self.client.post(ME + "/invitations",
                                {"email": email or address(), **members})

    def invitation(self, id):
        return self.client.get(f"{ME}/invitations/{id}")

    def invitations(self, **filters):
        return self.client.get(
            ME + "/invitations" + people.query_of(filters))

    def revoke(self, id):
        return self.client.delete(f"{ME}/invitations/{id}")

    def resend(self, id, **members):
        return self.client.post(f"{ME}/invitations/{id}/resend", members)

    def token(self, id, number=1):
        """The token in the mail of an invitation, or the second, third."""
        return self.stack.mailbox.wait(count=number, about=id).token

    def preview(self, token):
        return self.public.get(f"/businesses/invitations/token/{token}")

    def accept(self, token, **members):
        return self.public.post("/businesses/invitations/accept",
                                {"token": token, **members})

    def join(self, role="Agent", **members):
        """A new member, with a name and a password unless members say
        otherwise; whoever cannot join raises."""
        made = self.invite(role=role)
        token = self.token(made["id"])
        done = self.accept(token, **{"firstName": "Jane", "lastName": "Doe",
                                     "password": PASSWORD, **members})
        if done.status != 200:
            raise AssertionError(repr(done))
        (row,) = [row for row in self.users().json
                  if row["email"] == made["email"]]
        return Member(self, made["id"], token, row)

    # ---- members ----

    def users(self, **filters):
        return self.client.get(ME + "/users" + people.query_of(filters))

    def change(self, id, role):
        return self.client.patch(f"{ME}/users/{id}", {"role": role})

    def remove(self, id):
        return self.client.delete(f"{ME}/users/{id}")

    def log_in(self, email, password=PASSWORD):
        return self.public.post("/v1/sessions", {
            "organizationId": self.id, "email": email, "password": password})

    # ---- seats ----

    def license(self):
        return self.client.get(ME + "/license")

    def set_license(self, client=None, **members):
        return (client or self.town.client).put(
            f"/v1/organizations/{self.id}/license", members)

    def seats(self):
        """(used, reserved)"""
        shown = self.license()
        return shown["used"], shown["reserved"]

    # ---- time ----

    def move_expiry(self, id, seconds):
        """Let an invitation expire so many seconds from now."""
        self.stack.db.move_expiry(id, seconds)

    def rest(self, id):
        """Let enough time pass for another resend."""
        self.stack.db.rest(id)
