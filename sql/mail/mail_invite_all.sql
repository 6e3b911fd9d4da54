-- SPDX-License-Identifier: MIT
create or replace function mail_invite_all(
    i invitation, sms_gateway text default null
) returns void
language plpgsql volatile as $$
-- Put an invitation's mail to each recipient who has a link in a mail and
-- has not answered into the outbox, and count it against their addresses,
-- which the caller has locked. sms_gateway: how those without an address are
-- reached, or null: not at all.
-- Raises nothing. Writes outbox, recipient, address_limit.
#variable_conflict use_column
declare
    v_topmost_id uuid;
    v_row record;
begin
    select topmost_of(o) into v_topmost_id from organization o
    where o.id = i.organization_id;
    for v_row in
        select r as recipient, coalesce(r.email_key, r.phone_key) as key,
            l.id as link_id
        from recipient r
        join link l on l.organization_id = r.organization_id
            -- The index; by the recipient alone all links were looked at.
            and l.invitation_id = r.invitation_id
            and l.recipient_id = r.id and l.purpose in ('mailed', 'only')
            and l.replaced_at is null
        where r.organization_id = i.organization_id
            and r.invitation_id = i.id
            and coalesce(r.email, sms_address(r.phone, sms_gateway))
                is not null
            and not recipient_is_done(r)
    loop
        perform address_take(v_topmost_id, v_row.key);
        perform mail_invite(i, v_row.recipient, v_row.link_id,
            sms_gateway);
    end loop;
end
$$;
