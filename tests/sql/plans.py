# SPDX-License-Identifier: MIT
"""What a page costs goes by the page, not by the rows there are: the pages of
the server's buffers that a procedure looks at, in an organization that has
thousands of rows and one that has ten, whether the statements are planned
for their values or once for all."""
import tap
from schema import Schema
from stack import shared_postgres

schema = Schema(shared_postgres(), "plans")
shared_postgres().make_database("plans")
schema.install()
schema.give()

MANY, FEW = 10000, 10
# The busy one's are the newer, so that a walk through all passes over them.
FILL = """
insert into invitation (organization_id, id, kind, expires_at, lifetime,
    max_uses, created_at, role, license_activated_at)
select '{o}', uuid_v7(), '{kind}', now() + n * interval '1 s' - {past},
    '168 h', 1, now() - interval '30 days',
    case '{kind}' when 'team' then 'Agent' end, now() - interval '30 days'
from generate_series(1, {count}) n;
"""
REST = """
insert into recipient (organization_id, id, invitation_id, email, email_key)
select organization_id, uuid_v7(), id, a, a from (
    select *, case number when 1 then 'one@example.com'
        else number % 2 || '@' || organization_id end as a
    from (select *, row_number() over (partition by organization_id
        order by id) as number from invitation) i) i;
insert into link (organization_id, id, invitation_id, recipient_id, purpose,
    number, salt, hash, unsubscribe_hash)
select organization_id, gen_random_uuid(), invitation_id, id, 'mailed', 1,
    '', '', '' from recipient;
insert into event (organization_id, id, transaction_id, type, invitation_id,
    at, actor, data)
select organization_id, uuid_v7(), (3 + row_number() over (order by id) / 64
    )::text::xid8, case when row_number() over (partition by organization_id
    order by id) = {few} / 2 then 'credentials.read' else
    'invitation.created' end, id, now(), 'cli', '{{}}' from invitation;
insert into member (organization_id, id, invitation_id, email, email_key,
    role, created_at)
select organization_id, uuid_v7(), id, '', id, 'Agent', now()
from invitation where kind = 'team' limit 5;
insert into license (organization_id, seat_limit)
select distinct organization_id, 100000 from invitation;
vacuum analyze;
"""


def fill(session, kind, organizations, past="interval '0'"):
    for organization, count in organizations:
        session.run(FILL.format(o=organization, kind=kind, count=count,
                                past=past))


class Place:
    """A busy organization and a quiet one, both below one root."""

    def __init__(self, session):
        self.session = session
        new = "select given.organization(%s, %s, %s, %s)"
        self.root = session.value(new, "Root", None, None, "business")
        self.quiet = session.value(new, "Quiet", self.root, None, "business")
        self.busy = session.value(new, "Busy", self.root, None, "business")
        # More than are looked into one by one.
        for number in range(150):
            session.value(new, f"Org {number}", self.root, None, "business")
        # And far more that have nothing to do with them.
        session.run("insert into organization (id, kind, name, ancestor_ids) "
                    "select gen_random_uuid(), 'business', 'Other', "
                    "array[gen_random_uuid()] from generate_series(1, 20000)")
        self.readers = {
            who: session.value(new, "Reader", self.root, f"1@{who}",
                               "business") for who in (self.busy, self.quiet)}

    def caller(self, organization):
        return self.session.value("select given.caller(%s)::text",
                                  organization)

    def buffers(self, mode, call, *values):
        """How many a call looks at when its plans are cached."""
        self.session.run(f"set plan_cache_mode = {mode}")
        self.session.run("begin")
        try:
            for _ in range(2):
                plan = self.session.value(
                    "explain (analyze, buffers, timing off, format json) "
                    f"select {call}", *values)[0]["Plan"]
        finally:
            self.session.run("rollback")
        return plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]


LISTS = {
    "events of its own": "event_list(null, {key}, null, null, null, null, 5)",
    "events of one kind":
        "event_list(null, {key}, null, 'invitation.created', null, null, 5)",
    "all events of an organization":
        "event_list({it}, {root}, null, null, null, null, 5)",
    "events behind one of them":
        "event_list(null, {key}, null, null, {event}, null, 5)",
    "an invitation's events":
        "event_list(null, {key}, {invitation}, null, null, null, 5)",
    "invitations of all families":
        "invitation_list(null, {key}, null, null, null, null, 5)",
    "invitations of all families to an address":
        "invitation_list(null, {key}, null, null, 'one@example.com', null, 5)",
    "invitations to connect":
        "connection_invitation_list({it}, {key}, null, null, null, 5)",
    "invitations to connect, far down":
        "connection_invitation_list({it}, {key}, null, null, {middle}, 5)",
    "invitations to an address":
        "connection_invitation_list({it}, {key}, null, 'one@example.com',"
        " null, 5)",
    "invitations received":
        "connection_invitation_received({reader}, {root}, null, null, 5)",
    "invitations to a team":
        "team_invitation_list({it}, {key}, null, null, 5)",
    "expired invitations to a team":
        "team_invitation_list({it}, {key}, 'Expired', null, 5)",
    "an invitation's mail": "mail_invite_all((select i from invitation i "
        "where i.organization_id = {it} and i.id = {invitation}))",
}
BOUNDS = {
    # One probe finds it, in each organization of the caller's.
    "events behind one of them": 80,
    # Of an expired one's seat, the later ones are counted.
    "expired invitations to a team": 600,
}

with schema.connect() as session:
    place = Place(session)
    both = [(place.quiet, FEW), (place.busy, MANY)]
    fill(session, "team", both, past="interval '20 days'")
    fill(session, "connections", both)
    for statement in REST.format(few=FEW).split(";\n"):
        if statement.strip():
            session.run(statement)
    for name, call in LISTS.items():
        found = {}
        for who in place.quiet, place.busy:
            middle = session.value(
                "select id from invitation where organization_id = %s and "
                "kind = 'connections' order by id limit 1 offset %s", who, 6)
            event = session.value(
                "select id from event where organization_id = %s order by "
                "transaction_id desc, id desc limit 1 offset 3", who)
            words = {"it": f"'{who}'", "key": f"'{place.caller(who)}'",
                     "root": f"'{place.caller(place.root)}'",
                     "middle": f"'{middle}'", "invitation": f"'{middle}'",
                     "reader": f"'{place.readers[who]}'",
                     "event": f"'{event}'"}
            for mode in "force_custom_plan", "force_generic_plan":
                found.setdefault(mode, []).append(
                    place.buffers(mode, call.format(**words)))
        with tap.test(f"{name}: a page of many is as cheap as one of few"):
            tap.diag(found)
            bound = BOUNDS.get(name, 200)
            for quiet, busy in found.values():
                tap.ok(quiet < bound, f"of few: {quiet}")
                tap.ok(busy < bound, f"of many: {busy}")
tap.done()
