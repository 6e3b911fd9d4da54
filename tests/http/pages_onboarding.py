# SPDX-License-Identifier: MIT
"""The page of a merchant's onboarding: what is known, and the details."""
import tap
import words
from stack import Stack
from steps import come_back, has_faults, is_end, is_kept, is_mail, mailed

GOOD = {"legalName": "Shop Ltd.", "address.line1": "1 High Street",
        "address.city": "York", "address.country": "GB"}


def invite_merchant(address):
    shop = root.post("/v1/organizations", {
        "kind": "merchant", "name": "The Shop"})["id"]
    root.post("/api/Invitations", {
        "merchantId": shop, "firstName": "Mara", "lastName": "Moss",
        "email": address, "phone": "+44 20 1234"})
    return shop, mailed(stack, address)


def countries(seen, language):
    """The codes to choose from, if each stands with its name."""
    values = [a["value"] for tag, a in seen.elements
              if tag == "option" and a["value"]]
    names = words.catalogue(language)
    tap.ok(" ".join(names[f"country.{code}"] for code in values)
           in seen.text)
    return values


def try_countries(visitor):
    with tap.test("a country is chosen by its name, in the page's language "
                  "and order"):
        listed = {}
        for language in ("en", "de", "fr", "es", "ar"):
            seen = visitor.look(headers={"Accept-Language": language})
            listed[language] = countries(seen, language)
            control = seen.controls["address.country"]
            tap.is_(control["autocomplete"], "country")
        tap.is_({len(codes) for codes in listed.values()}, {249})
        tap.is_(listed["en"][:2], ["AF", "AX"])
        tap.is_(listed["de"][:2], ["AF", "EG"])
        tap.is_(seen.form("accept")["address.country"], "")


def main():
    shop, visitor = invite_merchant("mara@example.com")
    seen = visitor.look()
    with tap.test("the mail says what is asked for"):
        is_mail(stack.mailbox.wait("mara@example.com"), "onboarding",
                organizationName="The Shop")
    with tap.test("what is known is filled in, and can be changed"):
        is_kept(seen, firstName="Mara", lastName="Moss",
                email="mara@example.com", phone="+44 20 1234")
        tap.like(seen.text, "For mara@example.com")
        tap.is_(seen.controls["address.postalCode"]["autocomplete"],
                "postal-code")
        tap.is_(seen.controls["phone"]["type"], "tel")
    with tap.test("each field runs the way of what is typed into it"):
        for name, side in (("legalName", "auto"), ("address.city", "auto"),
                           ("email", "ltr"), ("phone", "ltr"),
                           ("reason", "auto")):
            tap.is_(seen.controls[name].get("dir"), side, name)
    with tap.test("what belongs together stands in groups"):
        for group in ("person", "business", "address"):
            tap.ok(words.say(f"group.{group}") in seen.text, group)
        tap.is_([a["class"] for tag, a in seen.elements
                 if tag == "fieldset"], ["group"] * 3)
    try_countries(visitor)
    with tap.test("what is wrong is told, the rest is kept"):
        again = visitor.press(seen, "accept", **{
            **GOOD, "email": "mara@", "address.country": "Great Britain",
            "phone": "+44 20 5678", "legalName": ""})
        has_faults(again, email="email.bad_format", legalName="required",
                   address__country="address.country.bad_format")
        is_kept(again, email="mara@", address__city="York",
                address__country="", phone="+44 20 5678")
    with tap.test("what is missing is told"):
        again = visitor.press(again, "accept", **{
            **GOOD, "email": "", "address.line1": " ",
            "address.country": ""})
        has_faults(again, address__line1="required",
                   address__country="address.country.required")
    with tap.test("a country that was chosen stays chosen"):
        again = visitor.press(again, "accept", **{**GOOD, "legalName": ""})
        is_kept(again, address__country="GB")
    with tap.test("put right it is complete"):
        sent = visitor.press(again, "accept", **GOOD)
        is_end(come_back(visitor, sent), "onboarding.end.accepted")
        details = root.get(f"/v1/organizations/{shop}")["details"]
        tap.is_(details["address"]["line1"], "1 High Street")
        tap.is_((details["email"], details["phone"]), (None, "+44 20 5678"))
    with tap.test("it can be declined"):
        _, visitor = invite_merchant("ned@example.com")
        sent = visitor.press(visitor.look(), "reject", reason="")
        done = come_back(visitor, sent)
        is_end(done, "end.rejected")
        tap.like(done.text, words.say("onboarding.end.rejected.text"))


with Stack({"limits.address_per_hour": 10000}) as stack:
    root = stack.root()
    main()
tap.done()
