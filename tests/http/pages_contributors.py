# SPDX-License-Identifier: MIT
"""The pages of a link to a utility account: the code, the form, the end."""
import uuid

import page
import tap
import words
from stack import Stack
from steps import (come_back, has_faults, holder, is_end, is_kept, is_mail,
                   is_refused, mailed, prove)

SUN, MOON = "a sun over Utrecht 12", "a moon over Aarhus 34"


def invite_contributor(company, **members):
    return root.post(f"/v2/invitation/company/{company}", members)


def main():
    company = root.post("/v1/organizations", {
        "kind": "company", "name": "Grid Watch"})["id"]
    sites = [str(uuid.uuid4()) for _ in range(2)]
    made = invite_contributor(
        company, allowedEmails=["carl@example.com"], maxUses=2,
        prefill={"url": "https://power.example", "initialSites": sites,
                 "utilityTypes": ["GAS", "WATER"]})
    visitor = holder(stack, made["invitationUrl"])
    with tap.test("a restricted link asks for a code first"):
        seen = visitor.look()
        heading = words.say("contributors.page.heading",
                            organizationName="Grid Watch")
        step = words.say("page.verify_heading")
        tap.is_(seen.title, f"{step} – {heading}")
        tap.is_(seen.actions, ["verify"])
        tap.is_(seen.controls["email"]["dir"], "ltr")
        tap.ok("power.example" not in seen.text)
        seen = prove(visitor, stack.mailbox, "carl@example.com")
    with tap.test("the form is filled in"):
        is_kept(seen, url="https://power.example",
                utilityTypes=["GAS", "WATER"], siteIds="\n".join(sites))
        tap.is_(seen.controls["password"]["type"], "password")
        tap.is_(seen.controls["password"]["autocomplete"], "off")
        tap.is_({name for name, control in seen.controls.items()
                 if control.get("autocapitalize") == "none"
                 and control.get("spellcheck") == "false"},
                {"url", "username"}, "a phone leaves them as they are typed")
        tap.is_([seen.controls[name]["dir"] for name in ("url", "siteIds")],
                ["ltr", "auto"])
        tap.ok("reject" not in seen.actions)
        tap.ok(words.say("contributors.page.proved") in seen.text)
    with tap.test("what is wrong is told, the rest is kept, but no password, "
                  "which is asked for again: nobody would miss it"):
        again = visitor.press(
            seen, "accept", url="nowhere", siteIds=f"{sites[0]}\r\nx",
            utilityTypes=["STEAM"], username="carl", password=SUN)
        has_faults(again, url="url.bad_format", siteIds="siteIds.bad_format",
                   password="password.again")
        is_kept(again, url="nowhere", siteIds=f"{sites[0]}\r\nx",
                utilityTypes=["STEAM"], username="carl", password="")
        tap.ok(SUN not in again.answer.text)
    with tap.test("a group of boxes is told of at its first one"):
        again = visitor.press(again, "accept", utilityTypes=["COAL"])
        has_faults(again, url="url.bad_format", siteIds="siteIds.bad_format",
                   utilityTypes="not_allowed")
        again = visitor.press(again, "accept", utilityTypes=["STEAM"])
    with tap.test("a proof that ran out meanwhile is made anew, and what was "
                  "typed goes along, but no password"):
        stack.db.run(
            "update verification set proof_expires_at = clock_timestamp(), "
            "sent_at = array(select t - interval '61 seconds' "
            "from unnest(sent_at) t)")
        form = again.form("accept")
        lost = visitor.press(again, "accept", password=SUN)
        is_refused(lost, "unproved")
        tap.ok(words.say("contributors.problem.unproved.text") in lost.text)
        tap.is_(lost.form("verify")["email"], "carl@example.com")
        count = len(stack.mailbox.codes("carl@example.com"))
        step = visitor.press(lost, "verify")
        code = stack.mailbox.wait_code("carl@example.com", count + 1)
        wrong = visitor.press(step, "confirm", code="12")
        has_faults(wrong, code="code.bad_format")
        again = visitor.press(wrong, "confirm", code=code)
        tap.is_({**again.form("accept"), "proof": "", "formToken": ""},
                {**form, "proof": "", "formToken": ""})
        tap.is_(again.status, 200)
        for seen in (lost, step, wrong, again):
            tap.ok(SUN not in seen.answer.text)
    with tap.test("so it does to another address"):
        tap.ok("?again" not in step.links)
        other = page.Page(visitor.client.form(step.path, step.forms[-1]))
        tap.is_((other.status, other.actions), (200, ["verify"]))
        tap.is_({**other.form("verify"), "formToken": ""},
                {**lost.form("verify"), "formToken": "", "email": ""})
    with tap.test("put right it makes the connection"):
        sent = visitor.press(
            again, "accept", url="https://water.example",
            siteIds="\r\n".join(sites) + "\r\n", password=SUN)
        done = come_back(visitor, sent)
        is_end(done, "contributors.end.accepted")
        made = root.get(f"/v2/invitation/{made['id']}")
        (connection,) = made["createdConnections"]
        read = root.get(f"/v2/connection/{connection['id']}")
        tap.is_((read["url"], read["utilityTypes"], read["siteIds"]),
                ("https://water.example", ["STEAM"], sites))
        secrets = root.get(f"/v2/connection/{connection['id']}/credentials")
        tap.is_((secrets["username"], secrets["password"]),
                ("carl", SUN))
    with tap.test("the same form again is not another use"):
        twice = visitor.press(
            again, "accept", url="https://water.example",
            siteIds="\r\n".join(sites) + "\r\n", password=SUN)
        is_end(come_back(visitor, twice), "contributors.end.accepted")
        tap.is_(root.get(f"/v2/invitation/{made['id']}")["useCount"], 1)
    with tap.test("the end leads to another form, until the link is used up"):
        tap.is_(done.links, ["?again"])
        cookie = {"Cookie": sent.cookie}
        more = visitor.client.get(f"{seen.path}?again", headers=cookie)
        tap.is_(page.Page(more).actions, ["verify"])
        stack.db.run("update verification set sent_at = array(select t "
                     "- interval '61 seconds' from unnest(sent_at) t)")
        seen = prove(visitor, stack.mailbox, "carl@example.com")
        sent = visitor.press(seen, "accept", password=SUN)
        tap.is_(come_back(visitor, sent).links, [])
        is_end(visitor.look(), "end.invitation_used_up", 410)
    with tap.test("where no utility is known, its id or its web site is "
                  "a choice, and neither is called optional"):
        made = invite_contributor(company)
        choice = holder(stack, made["invitationUrl"]).look()
        groups = [a.get("aria-describedby") for tag, a in choice.elements
                  if tag == "fieldset" and "group" in a.get("class", "")]
        tap.is_(groups[0], "group-utility-hint")
        tap.is_(choice.parts["group-utility-hint"],
                words.say("group.utility.hint"))
        optional = words.say("page.optional")
        for name in ("datasourceId", "url"):
            label = words.say(f"field.{name}")
            tap.ok(label in choice.text)
            tap.ok(f"{label} {optional}" not in choice.text, name)
        label = words.say("field.accountNumber")
        tap.ok(f"{label} {optional}" in choice.text)
    with tap.test("a link to edit asks for what has changed"):
        edit = root.post(f"/v2/invitation/connection/{connection['id']}", {})
        visitor = holder(stack, edit["invitationUrl"])
        seen = visitor.look()
        tap.is_(seen.title, words.say(
            "contributors.page.heading", organizationName="Grid Watch",
            isEdit=True, connectionName=connection["datasourceName"]))
        is_kept(seen, url="https://water.example", username="", password="")
    with tap.test("which account it is, nobody is told who has not proved "
                  "an address of a restricted one"):
        locked = root.post(f"/v2/invitation/connection/{connection['id']}",
                           {"allowedEmails": ["fay@example.com"]})
        guest = holder(stack, locked["invitationUrl"])
        hidden = guest.look()
        tap.like(hidden.title, words.say(
            "contributors.page.heading", organizationName="Grid Watch",
            isEdit=True,
            connectionName=words.say("contributors.page.account")))
        tap.ok(connection["datasourceName"] not in hidden.text)
        told = prove(guest, stack.mailbox, "fay@example.com")
        tap.like(told.title, connection["datasourceName"])
        is_end(come_back(guest, guest.press(told, "accept",
                                            accountHolder="Fay")),
               "contributors.end.accepted", isEdit=True)
    with tap.test("and says that what is left empty stays, which one that "
                  "makes an account does not"):
        tap.is_(seen.parts["group-access-hint"],
                words.say("group.access.hint", isEdit=True))
        tap.ok("group-access-hint" not in choice.ids)
    with tap.test("what stands there as it did is no change, and nothing is "
                  "called renewed"):
        same = visitor.press(seen, "accept")
        is_refused(same)
        tap.is_(same.faults, {"password": words.say(
            "contributors.fault.password.required")})
    with tap.test("who names another utility is asked for both anew"):
        seen = visitor.press(seen, "accept", url="https://else.example")
        tap.is_(seen.faults, {name: words.say(
            f"contributors.fault.{name}.required")
            for name in ("username", "password")})
        seen = visitor.press(seen, "accept", url="https://else.example",
                             username="carla")
        is_refused(seen)
        tap.is_(seen.faults, {"password": words.say(
            "contributors.fault.password.required")})
        is_kept(seen, url="https://else.example", username="carla")
        seen = visitor.look()
    with tap.test("what is changed is saved, what was left empty stays"):
        again = visitor.press(seen, "accept", password=MOON)
        done = come_back(visitor, again)
        is_end(done, "contributors.end.accepted", isEdit=True)
        secrets = root.get(f"/v2/connection/{connection['id']}/credentials")
        tap.is_((secrets["username"], secrets["password"]),
                ("carl", MOON))
    with tap.test("and what is told of the change names nothing else"):
        said = root.get(f"/v2/invitation/{edit['id']}")["events"]
        tap.is_([event["data"]["members"] for event in said
                 if event["type"] == "connection.updated"], [["password"]])
    with tap.test("another account is not spoken of, neither there nor where "
                  "it is used up"):
        tap.is_(done.links, ["?again"])
        tap.ok(words.say("contributors.page.again") not in done.text)
        made = root.post(f"/v2/invitation/connection/{connection['id']}",
                         {"maxUses": 1})
        guest = holder(stack, made["invitationUrl"])
        guest.press(guest.look(), "accept", password=MOON)
        is_end(guest.look(), "end.invitation_used_up", 410)
        tap.ok(words.say("contributors.end.invitation_used_up.text")
               not in guest.look().text)
    with tap.test("what was filled in and is taken away again is not there"):
        made = invite_contributor(company, prefill={
            "url": "https://gas.example", "initialSites": sites,
            "utilityTypes": ["GAS"]})
        guest = holder(stack, made["invitationUrl"])
        guest.press(guest.look(), "accept", siteIds="", utilityTypes=[])
        made = root.get(f"/v2/invitation/{made['id']}")
        bare = f"/v2/connection/{made['createdConnections'][0]['id']}"
        tap.is_((root.get(bare)["utilityTypes"], root.get(bare)["siteIds"]),
                ([], []))
        sent = visitor.press(visitor.look(), "accept", siteIds="",
                             utilityTypes=[])
        tap.is_(sent.status, 303)
        read = root.get(f"/v2/connection/{connection['id']}")
        tap.is_((read["utilityTypes"], read["siteIds"]), ([], []))
    with tap.test("a mailed link needs no code"):
        invite_contributor(company, allowedEmails=["dora@example.com"],
                           sendEmail=True)
        seen = mailed(stack, "dora@example.com").look()
        tap.is_(seen.actions, ["accept"])
        tap.ok(words.say("contributors.page.proved") not in seen.text)
        is_mail(stack.mailbox.wait("dora@example.com"), "contributors",
                organizationName="Grid Watch")
    with tap.test("a mail about a connection to edit says so"):
        root.post(f"/v2/invitation/connection/{connection['id']}",
                  {"allowedEmails": ["ed@example.com"], "sendEmail": True})
        is_mail(stack.mailbox.wait("ed@example.com"), "contributors",
                organizationName="Grid Watch", isEdit=True)


with Stack({"limits.address_per_hour": 10000}) as stack:
    root = stack.root()
    main()
tap.done()
