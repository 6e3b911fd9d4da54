-- SPDX-License-Identifier: MIT
create or replace function mail_notice(
    organization_id uuid, kind text, invitation_id uuid, party text,
    reason text default null, reader_id uuid default null
) returns void
language plpgsql volatile as $$
-- Tell an organization by mail what has happened, if it has an address. A
-- notice carries no link, counts against no limit, and says nothing of a
-- delivery, so it outlives its invitation. The same of one invitation goes
-- once an hour, so that nobody with a link of many uses fills a mailbox.
-- organization_id: whose invitation, or public link, it is about. kind:
-- accepted, rejected, asked, approval, approved or declined. party: who did
-- it, or null. reason: their words, or null. reader_id: whom to tell, if not
-- the organization itself.
-- Raises nothing. Writes outbox.
#variable_conflict use_column
begin
    insert into outbox (organization_id, id, kind, invitation_id, email,
        locale, data, due_at, give_up_at)
    select mail_notice.organization_id, uuid_v7(), mail_notice.kind,
        mail_notice.invitation_id, o.email, o.locale,
        json_build_object('party', party, 'reason', reason,
            'reader', o.name),
        clock_timestamp(), clock_timestamp() + interval '3 days'
    from organization o
    where o.id = coalesce(reader_id, mail_notice.organization_id)
        and o.email is not null
        and not exists (select from outbox m
            where m.organization_id = mail_notice.organization_id
                and m.invitation_id = mail_notice.invitation_id
                and m.kind = mail_notice.kind
                and m.data->>'party' is not distinct from mail_notice.party
                and m.created_at > clock_timestamp() - interval '1 hour');
end
$$;
