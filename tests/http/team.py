# SPDX-License-Identifier: MIT
"""The team's story, from the invitation to the member's own key; and its
document: each of its fields, no other, in its order. Told thrice: as usual,
through PgBouncer in transaction mode, and with one database role."""
import people
import steps
import tap
import teams
from expect import refused
from stack import WAYS, Stack
from unchanged import unchanged

# As the document lists them; its example has all but role and status.
FIELDS = ["safeMessage", "id", "businessId", "businessName", "email", "role",
          "status", "createdAt", "expiresAt", "sentAt", "resentAt",
          "acceptedAt", "revokedAt", "sendFailureReason",
          "licenseBillingStatus", "licenseQuantity", "licenseRenewalDate",
          "licenseActivatedAt", "licenseReleasedAt"]


def events(stack, id):
    return [row[0] for row in stack.db.rows(
        "select type from event where invitation_id = %s order by id", id)]


def by_json(stack, town):
    acme = teams.Team(town, seats=5, name="Anvil")
    with tap.test("a business invites a person to a role"):
        made = acme.invite("Jane@Example.com", role="Admin",
                           inviterName="Ann", message="Join us.")
        tap.is_(made.status, 201)
        tap.is_((made["businessId"], made["businessName"], made["email"],
                 made["role"], made["status"]),
                (acme.id, "Anvil", "Jane@Example.com", "Admin", "Pending"))
        tap.is_(made.headers["Location"],
                f"{stack.url}/businesses/me/invitations/{made['id']}")
        tap.is_(acme.invitation(made["id"])["id"], made["id"])
    with tap.test("the mail brings the only link there is"):
        mail = stack.mailbox.wait(about=made["id"])
        tap.is_(mail["To"], "Jane@example.com")
        tap.like(mail.text, "Join us.")
        tap.is_(stack.db.value("select count(*) from link "
                               "where invitation_id = %s", made["id"]), 1)
        stack.settle()
        shown = acme.invitation(made["id"])
        tap.is_(shown["delivery"]["state"], "sent")
        tap.ok(shown["sentAt"] >= made["createdAt"])
    with tap.test("who has it sees what it is, and changes nothing"), \
            unchanged(stack):
        seen = acme.preview(mail.token)
        tap.is_(list(seen.json), FIELDS)
        tap.like(seen["safeMessage"], "Anvil invites you to join its team "
                 "as Admin")
        tap.is_((seen["email"], seen["status"]),
                ("Jane@Example.com", "Pending"))
    with tap.test("the person accepts"):
        done = acme.accept(mail.token, email="jane@EXAMPLE.com",
                           firstName="Jane", lastName="Doe",
                           password=teams.PASSWORD)
        tap.is_((done.status, done["status"], done["id"]),
                (200, "Accepted", made["id"]))
        tap.like(done["safeMessage"], "accepted")
        tap.is_(acme.invitation(made["id"]).json,
                {**done.json, "safeMessage": None})
    with tap.test("and is a member, in a seat"):
        (jane,) = acme.users().json
        tap.is_({**jane, "id": None}, {
            "id": None, "email": "Jane@Example.com", "firstName": "Jane",
            "lastName": "Doe", "role": "Admin",
            "createdAt": done["acceptedAt"]})
        tap.is_(acme.seats(), (1, 0))
        tap.is_(events(stack, made["id"]), [
            "invitation.created", "invitation.sent", "invitation.accepted",
            "member.joined"])
    with tap.test("who logs in and acts by a key of one's own"):
        opened = acme.log_in("jane@example.com")
        tap.is_((opened.status, opened["role"]), (201, "Admin"))
        hers = acme.seen_by(acme.client.with_key(opened["key"]))
        tap.is_(hers.users().json, [jane])
        second = hers.invite("john@example.com")
        tap.is_(second.status, 201)
        tap.is_(stack.db.value(
            "select actor from event where invitation_id = %s limit 1",
            second["id"]), f"user:{jane['id']}")
    with tap.test("the core sees it in its own words"):
        listed = town.client.get("/v1/invitations" + people.query_of(
            {"organizationId": acme.id, "kind": "team"}))["data"]
        tap.is_([(i["email"], i["status"]) for i in listed], [
            ("john@example.com", "pending"),
            ("Jane@Example.com", "accepted")])
        tap.is_(town.client.get(f"/v1/invitations/{made['id']}")["kind"],
                "team")
    return acme, jane


def by_page(stack, acme):
    john = steps.mailed(stack, "john@example.com")
    with tap.test("the page asks for a name and a password"):
        seen = john.look()
        tap.is_((seen.status, seen.actions), (200, ["accept"]))
        tap.is_([name for name in seen.form("accept")
                 if name not in ("action", "formToken")],
                ["firstName", "lastName", "password"])
    with tap.test("whoever sends them is a member"):
        sent = john.press(seen, "accept", firstName="John", lastName="Roe",
                          password=teams.PASSWORD)
        tap.is_(steps.come_back(john, sent).status, 200)
        tap.is_([(m["email"], m["firstName"]) for m in acme.users().json],
                [("john@example.com", "John"), ("Jane@Example.com", "Jane")])
        tap.is_(acme.log_in("john@example.com").status, 201)


def by_door(acme):
    with tap.test("the JSON door asks for the same"):
        made = acme.invite("june@example.com")
        june = people.Visitor(acme.client, acme.token(made["id"]))
        card = june.preview()
        tap.is_((card["kind"], card["role"], card["needsVerification"]),
                ("team", "Agent", False))
        tap.is_([(f["name"], f["type"], f["required"])
                 for f in card["form"]], [
            ("firstName", "text", True), ("lastName", "text", True),
            ("password", "password", True)])
        tap.is_(june.accept().pointers, {
            "#/firstName": "required", "#/lastName": "required",
            "#/password": "required"})
        tap.is_(june.accept(firstName="June", lastName="Poe",
                            password=teams.PASSWORD[:11]).pointers,
                {"#/password": "too_short"})
    with tap.test("and knows who has come before"):
        fields = {"firstName": "June", "lastName": "Poe",
                  "password": teams.PASSWORD}
        first = june.accept(**fields)
        tap.is_((first.status, first["status"], first["alreadyAccepted"]),
                (200, "accepted", False))
        tap.is_(first["member"], acme.users().json[0])
        again = june.accept(**{**fields, "password": "another password"})
        tap.is_((again["alreadyAccepted"], again["member"]),
                (True, first["member"]))
        tap.is_(acme.log_in("june@example.com").status, 201)
        refused(acme.log_in("june@example.com", "another password"), 401,
                "key_invalid")
    with tap.test("it asks for nothing of another family"):
        other = people.Visitor(acme.client, acme.token(
            acme.invite("jack@example.com")["id"]))
        tap.is_(other.accept(**fields, businessName="B").pointers,
                {"#/businessName": "unknown"})


# ---- the document ----

def document(town):
    """Its one example request: a resend without a body."""
    acme = teams.Team(town, name="Bolt")
    made = acme.invite()
    with tap.test("the document's request gets the document's fields"):
        answer = acme.client.request(
            "POST", f"/businesses/me/invitations/{made['id']}/resend")
        tap.is_(answer.status, 200)
        tap.is_(list(answer.json), [*FIELDS, "delivery"])
        tap.is_(answer["status"], "Resent")
        tap.ok(answer["resentAt"] > made["createdAt"])
        tap.ok(answer["expiresAt"] > made["expiresAt"])
    with tap.test("so do all others that show an invitation"):
        token = acme.token(made["id"])
        for shown in (made, acme.invitation(made["id"]),
                      acme.accept(token)):
            tap.is_(list(shown.json), [*FIELDS, "delivery"])
        for row in acme.invitations().json:
            tap.is_(list(row), [*FIELDS, "delivery"])
        tap.is_(list(acme.preview(token).json), FIELDS)
    with tap.test("what has no value is null: without a licence its fields"):
        tap.is_({name for name, value in made.json.items()
                 if value is None},
                {"safeMessage", "sentAt", "resentAt", "acceptedAt",
                 "revokedAt", "sendFailureReason", "licenseBillingStatus",
                 "licenseQuantity", "licenseRenewalDate",
                 "licenseActivatedAt", "licenseReleasedAt"})
    with tap.test("a member need have neither name nor password"):
        (member,) = acme.users().json
        tap.is_((member["firstName"], member["lastName"]), (None, None))
        refused(acme.log_in(member["email"]), 401, "key_invalid")


def words_of_status(town):
    acme = teams.Team(town)
    made = {word: acme.invite()["id"] for word in (
        "Pending", "Accepted", "Expired", "Revoked", "Resent",
        "Failed to send")}
    with tap.test("each status has its word, and a list by that word"):
        acme.accept(acme.token(made["Accepted"]))
        acme.move_expiry(made["Expired"], -1)
        tap.is_(acme.revoke(made["Revoked"]).status, 204)
        acme.resend(made["Resent"])
        acme.stack.settle()
        acme.stack.db.run(
            "update recipient set delivery_state = 'failed', "
            "delivery_error = '550 no such user' where invitation_id = %s",
            made["Failed to send"])
        for word, id in made.items():
            tap.is_(acme.invitation(id)["status"], word)
            tap.is_([i["id"] for i in acme.invitations(status=word).json],
                    [id], word)
        tap.is_(acme.invitations(status="pending").pointers,
                {"status": "not_allowed"})
    with tap.test("the list has them all, newest first"):
        tap.is_([i["id"] for i in acme.invitations().json],
                list(made.values())[::-1])
    with tap.test("it is paged by Link alone"):
        ids, path = [], teams.ME + "/invitations?limit=4"
        while path:
            page = acme.client.get(path)
            ids += [i["id"] for i in page.json]
            link = page.headers["Link"]
            path = link and link[1:link.index(">")].removeprefix(
                acme.stack.url)
        tap.is_(ids, list(made.values())[::-1])


def main():
    for name, how in WAYS.items():
        with tap.group(name), Stack(**how) as stack:
            town = people.Town(stack)
            acme, _ = by_json(stack, town)
            by_page(stack, acme)
            if name == "as usual":
                by_door(acme)
                document(town)
                words_of_status(town)
    tap.done()


main()
