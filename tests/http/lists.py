# SPDX-License-Identifier: MIT
"""Lists: their order, their pages, their filters, and the feed of events."""
import re
import uuid

import people
import servers
import tap
from expect import bad_fields, refused
from stack import Stack


def ids(answer):
    return [row["id"] for row in answer["data"]]


def next_of(answer):
    """The path behind Link; None: this is the last page."""
    link = answer.headers["Link"]
    if link is None:
        tap.is_(answer["nextCursor"], None)
        return None
    url = re.fullmatch(r'<([^>]+)>; rel="next"', link)[1]
    tap.ok(url.endswith(f"cursor={answer['nextCursor']}"), link)
    return url.removeprefix(stack.url)


def walk(client, path, between=None):
    """The ids of each page; something may happen between two."""
    pages = []
    while path:
        answer = client.get(path)
        pages.append(ids(answer))
        path = next_of(answer)
        if path and between:
            between()
    return pages


def flat(pages):
    return [id for page in pages for id in page]


class List:
    """A list of seven rows: its path, and how another row is added."""

    def __init__(self, name, path, add, client=None, is_newest_first=True):
        self.name, self.path, self.add = name, path, add
        self.client = client or town.client
        self.is_newest_first = is_newest_first
        self.made = [add() for _ in range(7)]
        if is_newest_first:
            self.made.reverse()

    def get(self, **filters):
        return self.client.get(
            self.path + people.query_of(filters).replace(
                "?", "&" if "?" in self.path else "?"))


def make_lists():
    sender, invited, host = (town.business() for _ in range(3))
    token = host.open_link()
    parent = town.business()
    far = people.Town(stack, "Far")
    far_sender = far.business()

    yield List("sent invitations", sender.at("/invitations"),
               lambda: town.send(sender).id)
    yield List("received invitations", invited.at("/invitations/received"),
               lambda: town.send(invited=invited).id)
    yield List("connections", host.at("/connections"),
               lambda: town.business().accept(token)["id"])
    yield List("organizations", f"/v1/organizations?parentId={parent.id}",
               lambda: stack.organization("Below", parent=parent.id))
    yield List("keys", f"/v1/organizations/{parent.id}/keys",
               lambda: town.client.post(
                   f"/v1/organizations/{parent.id}/keys",
                   {"name": "k"})["id"])
    yield List("all invitations", "/v1/invitations",
               lambda: far.send(far_sender).id, far.client)


def try_pages(a):
    with tap.group(a.name):
        with tap.test("newest first, all on one page"):
            answer = a.get()
            tap.is_(ids(answer), a.made)
            tap.is_(next_of(answer), None)
        with tap.test("in pages of three they are the same"):
            pages = walk(a.client, a.get(limit=3).path)
            tap.is_([len(page) for page in pages], [3, 3, 1])
            tap.is_(flat(pages), a.made)
        with tap.test("a page that holds just all is the last"):
            tap.is_(len(walk(a.client, a.get(limit=7).path)), 1)
        with tap.test("one by one they are the same"):
            tap.is_(flat(walk(a.client, a.get(limit=1).path)), a.made)
        with tap.test("none twice and none left out while rows are added"):
            added = []
            pages = walk(a.client, a.get(limit=2).path,
                         lambda: added.append(a.add()))
            tap.is_(flat(pages), a.made)
            tap.is_(ids(a.get())[:len(added)], added[::-1])


def try_limits(a):
    with tap.group(a.name):
        with tap.test("limit is from 1 to 100"):
            tap.is_(a.get(limit=100).status, 200)
            for limit in ("0", "101", "-1", "9" * 30):
                bad_fields(a.get(limit=limit), {"limit": "out_of_range"},
                           limit)
            for limit in ("", "x", "1.0", "1e1", " 1", "+1", "0x1"):
                bad_fields(a.get(limit=limit), {"limit": "wrong_type"},
                           limit)
        with tap.test("a cursor that was not made here is 400"):
            cursor = a.get(limit=1)["nextCursor"]
            tap.is_(a.get(limit=1, cursor=cursor).status, 200)
            for text in ("", "x", people.forge(cursor), cursor + "A",
                         cursor[:-1], a.made[0], "A" * len(cursor)):
                refused(a.get(cursor=text), 400, "malformed", text)
            bad_fields(a.get(cursor="c" * 201), {"cursor": "too_long"})
        with tap.test("unknown parameters are 422"):
            bad_fields(a.get(page="2"), {"page": "unknown"})
            bad_fields(a.get(Limit="2"), {"Limit": "unknown"})


def try_foreign_cursors(lists):
    with tap.test("the cursor of another list is 400"):
        for a in lists:
            for b in lists:
                if a is not b:
                    cursor = b.get(limit=1)["nextCursor"]
                    refused(a.get(cursor=cursor), 400, "malformed",
                            f"{b.name} at {a.name}")
    with tap.test("so is that of the same list of another organization"):
        cursor = town.client.get("/v1/invitations?limit=1")["nextCursor"]
        far = people.Town(stack, "Farther")
        refused(far.client.get(f"/v1/invitations?cursor={cursor}"), 400,
                "malformed")
    with tap.test("also where `me` is the organization in the path"):
        path = "/api/businesses/me/invitations"
        for name in ("one", "two"):
            made = town.client.post(path, {"email": f"{name}@me.example"})
            tap.is_(made.status, 201)
        cursor = town.client.get(f"{path}?limit=1")["nextCursor"]
        tap.is_(town.client.get(f"{path}?cursor={cursor}").status, 200)
        refused(far.client.get(f"{path}?cursor={cursor}"), 400, "malformed")


def try_default():
    town = people.Town(stack, "Many")
    for number in range(50):
        town.business()
    with tap.test("without a limit a page has 50"):
        pages = walk(town.client, "/v1/organizations")
        tap.is_([len(page) for page in pages], [50, 1])


# ---- filters ----

def try_filters():
    sender = town.business()
    sent = {word: town.send(sender) for word in (
        "pending", "accepted", "rejected", "cancelled", "expired")}
    sent["accepted"].invited.accept(sent["accepted"].returned)
    sent["rejected"].visitor().reject()
    sender.cancel(sent["cancelled"].id)
    sent["expired"].move_expiry(-1)
    core = {"cancelled": "revoked"}
    with tap.test("sent ones by status, as it is now"):
        for word, one in sent.items():
            answer = sender.sent(status=word)
            tap.is_([(i["id"], i["status"]) for i in answer["data"]],
                    [(one.id, word)], word)
        bad_fields(sender.sent(status="revoked"), {"status": "not_allowed"})
    with tap.test("received ones by status"):
        for word, one in sent.items():
            tap.is_(ids(one.invited.received(status=word)), [one.id], word)
            other = "expired" if word != "expired" else "pending"
            tap.is_(ids(one.invited.received(status=other)), [], word)
    with tap.test("all of a family's in the core's words"):
        for word, one in sent.items():
            word = core.get(word, word)
            answer = town.client.get("/v1/invitations" + people.query_of(
                {"organizationId": sender.id, "status": word}))
            tap.is_([(i["id"], i["status"]) for i in answer["data"]],
                    [(one.id, word)], word)
        answer = town.client.get("/v1/invitations?status=cancelled")
        bad_fields(answer, {"status": "not_allowed"})
    with tap.test("by address, compared case-folded and in ASCII"):
        address = sent["pending"].invited.address
        tap.is_(ids(sender.sent(email=address.upper())),
                [sent["pending"].id])
        answer = sender.invite("x@b\u00fccher.example")
        tap.is_(ids(sender.sent(email="X@XN--BCHER-KVA.example")),
                [answer["id"]])
        path = "/v1/invitations" + people.query_of({"email": address})
        tap.is_(ids(town.client.get(path)), [sent["pending"].id])
        tap.is_(ids(sender.sent(email="nobody@example.com")), [])
        bad_fields(sender.sent(email="nobody"), {"email": "bad_format"})
    with tap.test("by kind and organization"):
        for query, wanted in (
                ({"kind": "connections"}, 5 + 1),
                ({"kind": "team"}, 0)):
            answer = town.client.get("/v1/invitations" + people.query_of(
                {**query, "organizationId": sender.id}))
            tap.is_(len(answer["data"]), wanted, query)
        path = "/v1/invitations?organizationId="
        bad_fields(town.client.get(path + "x"),
                   {"organizationId": "bad_format"})
        tap.is_(ids(town.client.get(path + str(uuid.uuid4()))), [])
    with tap.test("filters hold on all pages"):
        path = sender.at("/invitations", status="pending", limit=1)
        tap.is_(len(flat(walk(town.client, path))), 2)


def try_connection_filter():
    host = town.business()
    token = host.open_link(requiresApproval=True)
    by_word = {word: town.business().accept(token)["id"]
               for word in ("pending", "active", "declined", "archived")}
    host.decline(by_word["declined"])
    for word in ("active", "archived"):
        host.approve(by_word[word])
    host.archive(by_word["archived"])
    with tap.test("connections by status"):
        for word, id in by_word.items():
            tap.is_(ids(host.connections(status=word)), [id], word)
        bad_fields(host.connections(status="open"),
                   {"status": "not_allowed"})


def try_organization_filter():
    town = people.Town(stack, "Tree")
    company = stack.organization("C", kind="company", parent=town.id)
    below = stack.organization("B", parent=company)
    with tap.test("organizations by kind and by parent"):
        def found(**filters):
            return ids(town.client.get(
                "/v1/organizations" + people.query_of(filters)))
        tap.is_(found(), [below, company, town.id])
        tap.is_(found(kind="company"), [company])
        tap.is_(found(kind="business"), [below, town.id])
        tap.is_(found(parentId=company), [below])
        tap.is_(found(parentId=town.id, kind="business"), [])
    with tap.test("a key sees its own and those below, not those above"):
        client = stack.client(company)
        tap.is_(ids(client.get("/v1/organizations")), [below, company])


def try_scope_of_lists():
    one, two = people.Town(stack, "One"), people.Town(stack, "Two")
    sent = one.send()
    with tap.test("nobody sees another root's invitations"):
        tap.is_(ids(one.client.get("/v1/invitations")), [sent.id])
        tap.is_(ids(two.client.get("/v1/invitations")), [])
        path = f"/v1/invitations?organizationId={sent.sender.id}"
        tap.is_(ids(two.client.get(path)), [])
        refused(two.client.get(f"/v1/invitations/{sent.id}"), 404,
                "not_found")
    with tap.test("a business sees its own, not its sister's"):
        tap.is_(ids(stack.client(sent.sender.id).get("/v1/invitations")),
                [sent.id])
        tap.is_(ids(stack.client(sent.invited.id).get("/v1/invitations")),
                [])


# ---- events ----

def feed(client, wanted, **filters):
    """The feed once so many events are in it: it holds back those that
    others, of any database in the cluster, may still come before."""
    path = "/v1/events" + people.query_of(filters)
    answers = []

    def is_whole():
        answers.append(client.get(path))
        return len(answers[-1]["data"]) >= wanted

    if not servers.wait_until(is_whole, 20, 0.05):
        raise AssertionError(f"{len(answers[-1]['data'])} of {wanted}")
    return answers[-1]


def try_events():
    town = people.Town(stack, "Events")
    sent = town.send()
    sent.invited.accept(sent.returned)
    stack.settle()
    events = feed(town.client, 9)["data"]
    with tap.test("events come oldest first, each whole"):
        tap.is_([e["type"] for e in events
                 if e["type"] != "invitation.sent"],
                ["organization.created", "key.created",
                 "organization.created", "organization.created",
                 "invitation.created", "invitation.accepted",
                 "connection.created", "connection.created"])
        made = events[4]
        tap.is_((made["organizationId"], made["invitationId"]),
                (sent.sender.id, sent.id))
        tap.is_(made["requestId"], sent.answer.headers["X-Request-Id"])
        tap.like(made["actor"], "^key:")
        tap.is_(events[0]["actor"], "cli")
    with tap.test("`after` goes on behind an event"):
        for number in (0, 3, len(events) - 1):
            answer = feed(town.client, len(events) - number - 1,
                          after=events[number]["id"])
            tap.is_(answer["data"], events[number + 1:])
    with tap.test("pages follow each other, also behind `after`"):
        path = "/v1/events" + people.query_of(
            {"limit": 2, "after": events[0]["id"]})
        tap.is_(flat(walk(town.client, path)),
                [e["id"] for e in events[1:]])
    with tap.test("filtered by organization, invitation and type"):
        def found(**filters):
            return ids(town.client.get(
                "/v1/events" + people.query_of(filters)))

        def wanted(name, value):
            return [e["id"] for e in events if e[name] == value]
        tap.is_(found(organizationId=sent.invited.id),
                wanted("organizationId", sent.invited.id))
        tap.is_(found(invitationId=sent.id),
                wanted("invitationId", sent.id))
        tap.is_(found(type="connection.created"),
                wanted("type", "connection.created"))
    with tap.test("filters and `after` together"):
        answer = town.client.get("/v1/events" + people.query_of(
            {"type": "organization.created", "after": events[0]["id"]}))
        tap.is_(ids(answer), [events[2]["id"], events[3]["id"]])
    with tap.test("a foreign or unknown `after` is 400, no UUID is 422"):
        far = people.Town(stack, "Far events")
        foreign = feed(far.client, 2)["data"][0]["id"]
        for id in (foreign, str(uuid.uuid4())):
            refused(town.client.get(f"/v1/events?after={id}"), 400,
                    "malformed")
        bad_fields(town.client.get("/v1/events?after=x"),
                   {"after": "bad_format"})
    with tap.test("an unknown type is 422"):
        bad_fields(town.client.get("/v1/events?type=invitation.made"),
                   {"type": "not_allowed"})
    with tap.test("a key sees what happened to its own and below"):
        client = stack.client(sent.invited.id)
        seen = feed(client, 3)["data"]
        tap.is_({e["organizationId"] for e in seen}, {sent.invited.id})
        far = people.Town(stack, "Nobody's")
        tap.is_({e["organizationId"] for e in feed(far.client, 2)["data"]},
                {far.id})


def try_late_event():
    """An event that is written first and committed last is not skipped."""
    town = people.Town(stack, "Late")
    last = feed(town.client, 2)["data"][-1]["id"]
    with stack.open(
            "select event_write(%s, 'settings.updated', 'system', null)",
            town.id):
        town.business()
        with tap.test("what is committed behind it waits for it"):
            tap.is_(ids(town.client.get(f"/v1/events?after={last}")), [])
    with tap.test("then both come, in the order they were begun"):
        events = feed(town.client, 2, after=last)["data"]
        tap.is_([e["type"] for e in events],
                ["settings.updated", "organization.created"])


with Stack({"limits.address_per_hour": 10000}) as stack:
    town = people.Town(stack)
    lists = list(make_lists())
    for a in lists:
        try_pages(a)
        try_limits(a)
    try_foreign_cursors(lists)
    try_default()
    try_filters()
    try_connection_filter()
    try_organization_filter()
    try_scope_of_lists()
    try_events()
    try_late_event()
tap.done()
