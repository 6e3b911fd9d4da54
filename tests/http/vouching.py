# SPDX-License-Identifier: MIT
"""Whose address is vouched for, what that makes of an invitation to it, and
which business a link's holder is or becomes."""
import people
import tap
from expect import refused
from stack import Stack


def organization(business, client=None):
    return (client or town.client).get(f"/v1/organizations/{business.id}")


def own_client(business):
    """A client with a key of the business itself."""
    return stack.client(business.id)


def is_vouched(business):
    return organization(business)["emailVouched"]


def received_by(business):
    return [i["id"] for i in business.received()["data"]]


# ---- who vouches ----

def try_vouching():
    business = town.business()
    own = own_client(business)
    path = f"/v1/organizations/{business.id}"
    with tap.test("an address set by one above is vouched for"):
        tap.is_(is_vouched(business), True)
    with tap.test("its own key says the same address: nothing changes"):
        answer = own.patch(path, {"email": business.address.upper()})
        tap.is_(answer["emailVouched"], True)
    with tap.test("its own key sets another: it is vouched for no more"):
        answer = own.patch(path, {"email": "changed@example.com"})
        tap.is_((answer.status, answer["email"], answer["emailVouched"]),
                (200, "changed@example.com", False))
    with tap.test("its own key changing back proves nothing"):
        answer = own.patch(path, {"email": business.address})
        tap.is_(answer["emailVouched"], False)
    with tap.test("one above sets it: it is vouched for"):
        answer = town.client.patch(path, {"email": business.address})
        tap.is_(answer["emailVouched"], True)
    with tap.test("another change leaves it vouched for"):
        tap.is_(own.patch(path, {"name": "Name"})["emailVouched"], True)
    with tap.test("cleared, there is nothing to vouch for"):
        answer = town.client.patch(path, {"email": None})
        tap.is_((answer["email"], answer["emailVouched"]), (None, False))
    with tap.test("a topmost organization's own key vouches for nothing"):
        answer = town.client.patch(f"/v1/organizations/{town.id}",
                                   {"email": "root@example.com"})
        tap.is_(answer["emailVouched"], False)
    with tap.test("the command line vouches"):
        id = stack.organization("Cli", parent=town.id,
                                address="cli@example.com")
        tap.is_(town.client.get(f"/v1/organizations/{id}")["emailVouched"],
                True)
    with tap.test("a key in the middle vouches for those below it"):
        middle = town.business()
        below = own_client(middle).post("/v1/organizations", {
            "kind": "business", "name": "Below", "email": "low@example.com"})
        tap.is_((below["parentId"], below["emailVouched"]),
                (middle.id, True))


def try_proofs():
    with tap.test("a mailed link, accepted with its own key, proves"):
        sent = town.send(invited=town.business(is_vouched=False))
        tap.is_(is_vouched(sent.invited), False)
        sent.invited.accept(sent.mailed)
        tap.is_(is_vouched(sent.invited), True)
    with tap.test("a returned link proves nothing"):
        sent = town.send(invited=town.business(is_vouched=False))
        tap.is_(sent.invited.accept(sent.returned).status, 200)
        tap.is_(is_vouched(sent.invited), False)
    with tap.test("a link mailed to another address proves nothing"):
        sent, passer = town.send(), town.business(is_vouched=False)
        passer.accept(sent.mailed)
        tap.is_(is_vouched(passer), False)
    with tap.test("a public link proves nothing"):
        guest = town.business(is_vouched=False)
        guest.accept(town.business().open_link())
        tap.is_(is_vouched(guest), False)


# ---- what vouching is good for ----

def try_received():
    sent = town.send()
    invited = sent.invited
    with tap.test("received: what was mailed to the vouched address"):
        (got,) = invited.received()["data"]
        tap.is_((got["id"], got["businessId"], got["businessName"],
                 got["email"], got["status"], got["connectionId"]),
                (sent.id, sent.sender.id, sent.sender.name, invited.address,
                 "pending", None))
    with tap.test("an address set by its own key matches nothing"):
        shy = town.business(address=invited.address, is_vouched=False)
        tap.is_(received_by(shy), [])
        refused(shy.reject(sent.id), 404, "not_found")
    with tap.test("nor does one under another topmost organization"):
        far = people.Town(stack, "Far").business(address=invited.address)
        tap.is_(is_vouched_far(far), True)
        tap.is_(received_by(far), [])
        refused(far.reject(sent.id), 404, "not_found")
    with tap.test("the sender receives nothing of its own"):
        own = town.business()
        loop = town.send(sender=own)
        town.client.patch(f"/v1/organizations/{own.id}",
                          {"email": loop.invited.address})
        tap.is_(received_by(own), [])
    with tap.test("deep below the same topmost it matches"):
        deep = stack.organization("Deep", parent=sent.sender.id,
                                  address="deep@example.com")
        deep = people.Business(town.client, deep, "Deep", "deep@example.com")
        other = town.send(invited=deep)
        tap.is_(received_by(deep), [other.id])
    with tap.test("when the vouching ends, nothing is received any more"):
        own_client(invited).patch(f"/v1/organizations/{invited.id}",
                                  {"email": "else@example.com"})
        tap.is_(received_by(invited), [])
        refused(invited.reject(sent.id), 404, "not_found")
    with tap.test("two with one vouched address both receive"):
        one, two = (town.business(address="twins@example.com")
                    for _ in range(2))
        sent = town.send(invited=one)
        tap.is_((received_by(one), received_by(two)), ([sent.id],) * 2)
    with tap.test("addresses are compared case-folded, kept as typed"):
        loud = town.business(address="Loud@Example.COM")
        answer = town.business().invite("lOUD@eXAMPLE.com")
        tap.is_(answer["email"], "lOUD@eXAMPLE.com")
        tap.is_(received_by(loud), [answer["id"]])
    with tap.test("a domain is compared as the DNS has it"):
        idn = town.business(address="post@b\u00fccher.example")
        answer = town.business().invite("post@XN--BCHER-KVA.example")
        tap.is_(received_by(idn), [answer["id"]])


def is_vouched_far(business):
    return organization(business, business.client)["emailVouched"]


# ---- at the page: which business accepts ----

def try_known():
    sent = town.send()
    with tap.test("a mailed link needs no proof, and no name where the "
                  "business is known"):
        preview = sent.visitor().preview()
        tap.is_((preview["needsVerification"], preview["form"],
                 preview["email"]), (False, [], sent.invited.address))
    with tap.test("the business with that vouched address accepts"):
        answer = sent.visitor().accept()
        tap.is_(answer["connection"]["businessId"], sent.invited.id)
    with tap.test("a returned link asks for a proof, and masks the address"):
        sent = town.send()
        preview = sent.visitor("returned").preview()
        tap.is_(preview["needsVerification"], True)
        tap.is_(preview["email"], sent.invited.address[0] + "***@example.com")
        answer = sent.visitor("returned").accept()
        tap.is_(answer.pointers, {"#/proof": "required"})
    with tap.test("proved by a mailed code, it is that business's"):
        link = sent.visitor("returned")
        proof = link.prove(stack.mailbox, sent.invited.address)
        answer = link.accept(proof=proof)
        tap.is_(answer["connection"]["businessId"], sent.invited.id)


def make_by(sent, name):
    """The business that a mailed link's holder makes; checks its parent."""
    answer = sent.visitor().accept(businessName=name)
    return answer["connection"]["businessId"]


def nobody(address):
    """An invited one that has no business yet."""
    return people.Business(None, None, "", address)


def try_made():
    with tap.test("an address that no business has asks for a name"):
        sent = town.send(invited=nobody("Fresh@example.com"))
        tap.is_(sent.visitor().preview()["form"], [
            {"name": "businessName", "type": "text", "required": True,
             "value": None}])
        answer = sent.visitor().accept()
        tap.is_(answer.pointers, {"#/businessName": "required"})
    with tap.test("and makes a business below the inviter's topmost, never "
                  "below the inviter"):
        made = town.client.get(
            f"/v1/organizations/{make_by(sent, 'Fresh')}")
        tap.is_((made["name"], made["email"], made["emailVouched"],
                 made["parentId"]),
                ("Fresh", "Fresh@example.com", True, town.id))
    with tap.test("so that the next invitation finds it"):
        again = town.send(invited=nobody("fresh@example.com"))
        tap.is_(make_by(again, None), made["id"])
    with tap.test("where the inviter is itself topmost, below none"):
        root = people.Business(town.client, town.id, "Root", "")
        sent = town.send(root, nobody("topless@example.com"))
        id = make_by(sent, "Topless")
        refused(town.client.get(f"/v1/organizations/{id}"), 404, "not_found")
        tap.is_(stack.cli("org", "show", id)["parentId"], None)
    with tap.test("two businesses with that address: it asks, and makes "
                  "a third"):
        for _ in range(2):
            town.business(address="many@example.com")
        sent = town.send(invited=nobody("many@example.com"))
        tap.is_(len(sent.visitor().preview()["form"]), 1)
        id = make_by(sent, "Third")
        tap.is_(town.client.get(f"/v1/organizations/{id}")["name"], "Third")
    with tap.test("an unvouched one with that address is not it"):
        shy = town.business(is_vouched=False)
        sent = town.send(invited=shy)
        tap.isnt(make_by(sent, "Not shy"), shy.id)
    with tap.test("nor is a company with that address"):
        stack.organization("Company", kind="company", parent=town.id,
                           address="kind@example.com")
        sent = town.send(invited=nobody("kind@example.com"))
        tap.is_(len(sent.visitor().preview()["form"]), 1)
    with tap.test("what is refused makes no business"):
        sent = town.send(invited=nobody("late@example.com"))
        before = stack.db.value("select count(*) from organization")
        sent.move_expiry(0.2)
        with stack.holding("select 1 from invitation where id = %s "
                           "for update", sent.id, seconds=0.3):
            answer = sent.visitor().accept(businessName="Late")
        refused(answer, 410, "invitation_expired")
        tap.is_(stack.db.value("select count(*) from organization"), before)


def try_own_address():
    host = town.business()
    with tap.test("a business does not invite its own address"):
        answer = host.invite(host.address.upper())
        refused(answer, 422, "invalid_fields")
        tap.is_(answer.pointers, {"#/email": "not_allowed"})
    with tap.test("nor, vouched for or not, the one it set itself"):
        shy = town.business(is_vouched=False)
        tap.is_(shy.invite(shy.address).pointers, {"#/email": "not_allowed"})


with Stack({"limits.address_per_hour": 10000}) as stack:
    town = people.Town(stack)
    try_vouching()
    try_proofs()
    try_received()
    try_known()
    try_made()
    try_own_address()
tap.done()
