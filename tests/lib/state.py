# SPDX-License-Identifier: MIT
"""What always holds between the rows of a database, whatever raced."""

# Each finds the ids of what breaks a rule.
RULES = {
    "a connection has two sides that mirror each other": """
        select a.id from connection a
        left join connection b on b.id = a.id
            and b.organization_id = a.connected_organization_id
            and b.connected_organization_id = a.organization_id
            and b.status = a.status
            and b.created_at = a.created_at
            and b.approved_at is not distinct from a.approved_at
            and b.archived_at is not distinct from a.archived_at
        where b.id is null""",
    "two businesses have one open connection": """
        select organization_id from connection
        where status in ('pending', 'active')
        group by organization_id, connected_organization_id
        having count(*) > 1""",
    "a connection has at most one approver": """
        select id from connection group by id
        having count(*) <> 2 or count(*) filter (where is_approver) > 1""",
    "what is accepted was used, once, and made a connection": """
        select i.id from invitation i
        where i.kind = 'connections'
            and ((i.state = 'accepted') <> (i.use_count = 1)
                or (i.state = 'accepted') <> (i.connection_id is not null)
                or (i.state = 'accepted') <> (i.accepted_at is not null))""",
    "what is accepted has an event that says so, nothing else has": """
        select i.id from invitation i
        where case when i.kind in ('applicants', 'contributors')
                then i.use_count
                else (i.state = 'accepted')::int end
            <> (select count(*) from event e
            where e.invitation_id = i.id and e.type = 'invitation.accepted')
            or (i.state = 'revoked')::int <> (select count(*) from event e
            where e.invitation_id = i.id and e.type = 'invitation.revoked')
            or (i.state = 'rejected')::int <> (select count(*) from event e
            where e.invitation_id = i.id
                and e.type = 'invitation.rejected')""",
    "only what is pending holds its target": """
        select r.id from recipient r join invitation i
            on i.organization_id = r.organization_id
            and i.id = r.invitation_id
        where r.is_live <> (i.state = 'pending')""",
    "nothing waits to be mailed for what has ended": """
        select o.id from outbox o join invitation i
            on i.organization_id = o.organization_id
            and i.id = o.invitation_id
        where o.state in ('queued', 'deferred') and i.state <> 'pending'
            and o.recipient_id is not null  -- a notice tells of the end""",
    "nothing waits to be mailed with a replaced link": """
        select o.id from outbox o join link l
            on l.organization_id = o.organization_id and l.id = o.link_id
        where o.state in ('queued', 'deferred')
            and l.replaced_at is not null""",
    "an invitation has one live link of each purpose and recipient": """
        select invitation_id from link where invitation_id is not null
        group by invitation_id, recipient_id, purpose
        having count(*) filter (where replaced_at is null) <> 1""",
    "a business has one public link that is not replaced": """
        select organization_id from link where purpose = 'public'
        group by organization_id
        having count(*) filter (where replaced_at is null) <> 1""",
    "an acceptance has its connection": """
        select a.source_id from acceptance a left join connection c
            on c.organization_id = a.accepted_organization_id
            and c.id = a.connection_id
        left join utility_connection u
            on u.organization_id = a.organization_id
            and u.id = a.connection_id
        left join invitation i on i.organization_id = a.organization_id
            and i.id = a.source_id
        where c.id is null and u.id is null
            and coalesce(i.kind, 'connections')
                in ('connections', 'contributors')""",
    "each use of a contributors' invitation made or edited one": """
        select i.id from invitation i
        where i.kind = 'contributors' and (i.use_count > i.max_uses
            or (i.state = 'accepted') <> (i.use_count = i.max_uses)
            or i.use_count <> (select count(*) from acceptance a
                where a.source_id = i.id)
            or i.connection_id is null and i.use_count <> (
                select count(*) from utility_connection u
                where u.invitation_id = i.id))""",
    "a utility connection has a revision for each use": """
        select u.id from utility_connection u
        where u.revision <> (select count(*) from acceptance a
            where a.connection_id = u.id)""",
    "what a merchant completed was used, once, for one set of details": """
        select i.id from invitation i
        where i.kind = 'onboarding'
            and ((i.state = 'accepted')::int <> i.use_count
                or i.use_count <> (select count(a.details) from acceptance a
                    where a.organization_id = i.organization_id
                        and a.source_id = i.id))""",
    "a merchant has the details that were confirmed last": """
        select o.id from organization o
        where o.kind = 'merchant' and o.details::text is distinct from (
            select a.details::text from acceptance a
            where a.organization_id = o.id
            order by a.accepted_at desc limit 1)""",
    "applicants accept once each, and the last completes it": """
        select i.id from invitation i
        where i.kind = 'applicants' and (
            (i.state = 'accepted') <> (i.use_count = i.max_uses)
            or i.use_count <> (select count(*) from acceptance a
                where a.source_id = i.id)
            or i.use_count <> (select count(*) from invitation_applicant w
                where w.invitation_id = i.id
                    and w.accepted_at is not null))""",
    "who has accepted has signed every document": """
        select w.recipient_id from invitation_applicant w
        join applicant_invitation a on a.invitation_id = w.invitation_id
        where (select count(*) from signature s
            where s.recipient_id = w.recipient_id)
            <> case when w.accepted_at is null then 0
                else cardinality(a.esign_template_ids) end""",
    "what is accepted by a person made one member": """
        select i.id from invitation i left join member m
            on m.organization_id = i.organization_id
            and m.invitation_id = i.id
        where i.kind = 'team'
            and (i.state = 'accepted') <> (m.id is not null)""",
    "no business has more seats in use than it may": """
        select s.organization_id from license s
        where s.seat_limit < seat_used(s.organization_id)
            + seat_reserved(s.organization_id, clock_timestamp())""",
    "nothing is claimed that was never answered": """
        select organization_id from idempotency
        where body is null and code is null and id is null
            and method <> 'DELETE'""",
}


def broken(database):
    """{rule: ids} of the rules that do not hold; empty: all do."""
    found = {rule: database.rows(query) for rule, query in RULES.items()}
    return {rule: rows for rule, rows in found.items() if rows}
