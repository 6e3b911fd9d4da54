# SPDX-License-Identifier: MIT
"""Seats: taken, freed, kept and limited, to the moment; and the licence."""
import time
import uuid

import people
import tap
import teams
from expect import bad_fields, refused
from stack import Stack

OPTIONS = {"limits.address_per_hour": 10000, "limits.resend_interval": 0}
PAID = {"seatLimit": 3, "renewalDate": "2096-01-31T12:00:00+02:00",
        "billingStatus": "active"}


def full(acme, **members):
    """A refusal for want of a seat."""
    refused(acme.invite(**members), 409, "seat_limit_reached")


def try_seats():
    with tap.test("an invitation takes a seat, its acceptance keeps it"):
        acme = teams.Team(town, 1)
        made = acme.invite()
        tap.is_(acme.seats(), (0, 1))
        full(acme)
        acme.accept(acme.token(made["id"]))
        tap.is_(acme.seats(), (1, 0))
        full(acme)
    with tap.test("its member's removal frees it"):
        (member,) = acme.users().json
        tap.is_(acme.remove(member["id"]).status, 204)
        tap.is_(acme.seats(), (0, 0))
        made = acme.invite()
        tap.is_(made.status, 201)
    with tap.test("so does its revoking"):
        full(acme)
        acme.revoke(made["id"])
        made = acme.invite()
        tap.is_(made.status, 201)
    with tap.test("and its expiry, the moment it expires"):
        acme.move_expiry(made["id"], 30)
        full(acme)
        acme.move_expiry(made["id"], 0)
        tap.is_(acme.seats(), (0, 0))
        second = acme.invite()
        tap.is_(second.status, 201)
    with tap.test("what has expired is not revived without one"):
        refused(acme.resend(made["id"]), 409, "seat_limit_reached")
        refused(town.client.post(f"/v1/invitations/{made['id']}/resend", {}),
                409, "seat_limit_reached")
        acme.revoke(second["id"])
        tap.is_(acme.resend(made["id"])["status"], "Resent")
        full(acme)
    with tap.test("what is pending is resent though there is none"):
        tap.is_(acme.resend(made["id"]).status, 200)
        tap.is_(acme.seats(), (0, 1))
    with tap.test("a business without a licence has no limit"):
        acme = teams.Team(town)
        for _ in range(12):
            tap.is_(acme.invite().status, 201)
        tap.is_(acme.seats(), (0, 12))
    with tap.test("other families' invitations take none"):
        acme = teams.Team(town, 1)
        tap.is_(town.client.post(f"/api/businesses/{acme.id}/invitations",
                                 {"email": teams.address()}).status, 201)
        tap.is_(acme.invite().status, 201)


def try_license():
    acme = teams.Team(town)
    with tap.test("without a PUT all of a licence is null"):
        tap.is_(acme.license().json, {
            "seatLimit": None, "used": 0, "reserved": 0, "available": None,
            "licenseQuantity": None, "licenseRenewalDate": None,
            "licenseBillingStatus": None})
    with tap.test("a key of the organization above sets it"):
        acme.join()
        acme.invite()
        done = acme.set_license(**PAID)
        tap.is_((done.status, done.json), (200, {
            "seatLimit": 3, "used": 1, "reserved": 1, "available": 1,
            "licenseQuantity": "2",
            "licenseRenewalDate": "2096-01-31T10:00:00.000Z",
            "licenseBillingStatus": "active"}))
        tap.is_(acme.license().json, done.json)
    with tap.test("its own key does not, whatever it may else"):
        answer = acme.set_license(acme.client, seatLimit=100)
        refused(answer, 403, "scope_missing")
        tap.like(answer["detail"], "above")
        tap.is_(acme.license()["seatLimit"], 3)
    with tap.test("nor that of one beside it, or of another root"):
        for client in (teams.Team(town).client,
                       people.Town(stack, "Far").client):
            refused(acme.set_license(client, seatLimit=100), 404,
                    "not_found")
    with tap.test("what is no business has none"):
        company = stack.organization("C", kind="company", parent=town.id)
        for id in (company, str(uuid.uuid4()), "x"):
            refused(town.client.put(f"/v1/organizations/{id}/license",
                                    {"seatLimit": 1}), 404, "not_found")
    with tap.test("nobody is put out: not below what is in use"):
        refused(acme.set_license(seatLimit=1), 409, "seat_limit_below_use")
        tap.is_(acme.set_license(seatLimit=2)["available"], 0)
    with tap.test("what a PUT leaves out is gone"):
        tap.is_((acme.license()["licenseRenewalDate"],
                 acme.license()["licenseBillingStatus"]), (None, None))
    with tap.test("the command line sets it too"):
        words = ("--seats", "7", "--renewal", "2097-01-01T00:00:00Z",
                 "--billing", "trial")
        done = stack.cli("org", "license", "--id", acme.id, *words)
        tap.is_((done["seatLimit"], done["licenseRenewalDate"],
                 done["licenseBillingStatus"]),
                (7, "2097-01-01T00:00:00.000Z", "trial"))
        done = stack.usher.run("org", "license", acme.id, "--seats", "many",
                               "--json")
        tap.is_(done.returncode, 1)
        tap.like(done.stderr, "wrong_type")
    with tap.test("seats are counted in whole numbers, from none"):
        for seats, code in ((-1, "out_of_range"), (1000001, "out_of_range"),
                            ("3", "wrong_type"), (None, "required")):
            bad_fields(acme.set_license(seatLimit=seats),
                       {"#/seatLimit": code}, seats)
        tap.is_(teams.Team(town, 0).license()["available"], 0)
    with tap.test("it is renewed in a year of four digits, in UTC too"):
        other = teams.Team(town)
        for when, code in (("0001-01-01T00:00:00+01:00", "out_of_range"),
                           ("9999-12-31T23:59:59-00:01", "out_of_range"),
                           ("9999-12-31T23:59:59.9999999Z", "out_of_range"),
                           ("9999-12-31T24:00:00Z", "bad_format"),
                           ("9999-12-31T23:59:59.Z", "bad_format")):
            bad_fields(other.set_license(seatLimit=1, renewalDate=when),
                       {"#/renewalDate": code}, when)
        for when in ("0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999+00:00"):
            done = other.set_license(seatLimit=1, renewalDate=when)
            tap.is_((done.status, done["licenseRenewalDate"][:19]),
                    (200, when[:19]))
    with tap.test("each change is an event, and only changes are"):
        acme.set_license(**PAID)
        acme.set_license(**PAID)
        tap.is_([row[0]["seatLimit"] for row in stack.db.rows(
            "select data from event where organization_id = %s and type = "
            "'license.changed' order by id", acme.id)], [3, 2, 7, 3])


def try_fields():
    """The licence's fields of an invitation."""
    acme = teams.Team(town)
    acme.set_license(**PAID)

    def shown(id):
        read = acme.invitation(id).json
        return (read["licenseQuantity"], read["licenseActivatedAt"],
                read["licenseReleasedAt"])

    with tap.test("an invitation shows the licence, and since when its seat "
                  "is taken"):
        one = acme.invite()
        tap.is_((one["licenseBillingStatus"], one["licenseRenewalDate"]),
                ("active", "2096-01-31T10:00:00.000Z"))
        tap.is_(shown(one["id"]), ("1", one["createdAt"], None))
        two = acme.invite()
        tap.is_(shown(two["id"]), ("2", two["createdAt"], None))
        tap.is_(shown(one["id"])[0], "1", "after its own last change")
    with tap.test("revoked: when its seat was released"):
        acme.revoke(two["id"])
        read = acme.invitation(two["id"])
        tap.is_(shown(two["id"]),
                ("1", two["createdAt"], read["revokedAt"]))
    with tap.test("expired: released to the moment, and counted then"):
        three = acme.invite()
        acme.move_expiry(three["id"], -0.5)
        acme.invite()
        read = acme.invitation(three["id"])
        tap.is_(read["status"], "Expired")
        tap.is_(shown(three["id"])[1:],
                (three["createdAt"], read["expiresAt"]))
        tap.is_(shown(one["id"]), ("1", one["createdAt"], None))
    with tap.test("revived: it has another"):
        revived = acme.resend(three["id"])
        tap.is_(shown(three["id"]), ("3", revived["resentAt"], None))
    with tap.test("resent in time: the same"):
        acme.resend(three["id"])
        tap.is_(shown(three["id"]), ("3", revived["resentAt"], None))
    with tap.test("accepted: kept"):
        acme.accept(acme.token(one["id"]))
        tap.is_(shown(one["id"]), ("3", one["createdAt"], None))
    with tap.test("and released with its member"):
        (member,) = acme.users().json
        acme.remove(member["id"])
        quantity, taken, released = shown(one["id"])
        tap.is_((quantity, taken), ("3", one["createdAt"]))
        tap.ok(released > acme.invitation(one["id"])["acceptedAt"])
    with tap.test("a stranger sees nothing of it"):
        seen = acme.preview(acme.token(three["id"]))
        tap.is_({name: value for name, value in seen.json.items()
                 if name.startswith("license")}, dict.fromkeys((
                     "licenseBillingStatus", "licenseQuantity",
                     "licenseRenewalDate", "licenseActivatedAt",
                     "licenseReleasedAt")))


def try_quantity_of_the_past():
    """An expired one is counted at its expiry, long before it is read."""
    acme = teams.Team(town, 9)
    first = acme.invite()
    acme.join()
    gone = acme.invite()
    with tap.test("what is counted is what stood at that moment"):
        acme.move_expiry(first["id"], 0.3)
        time.sleep(0.35)
        for _ in range(3):
            acme.invite()
        acme.revoke(gone["id"])
        tap.is_(acme.invitation(first["id"])["licenseQuantity"], "2")
        tap.is_(acme.license()["licenseQuantity"], "4")


with Stack(OPTIONS) as stack:
    town = people.Town(stack)
    try_seats()
    try_license()
    try_fields()
    try_quantity_of_the_past()
tap.done()
