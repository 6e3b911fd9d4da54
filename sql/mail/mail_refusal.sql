-- SPDX-License-Identifier: MIT
create or replace function mail_refusal(m outbox, at timestamptz) returns text
language plpgsql stable as $$
-- Why a mail must not be handed to a sender: 'dead', since its link or its
-- code opens nothing now; 'suppressed', since its address wants no more
-- invitations.
-- Returns null for one that may go. Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v_link link;
begin
    select l.* into v_link from link l
    where l.organization_id = m.organization_id and l.id = m.link_id;
    if link_refusal(v_link, link_status(v_link)) is not null
        and m.link_id is not null
        or m.kind = 'code' and m.give_up_at <= mail_refusal.at then
        return 'dead';
    elsif m.kind = 'invitation' and exists (
        select from recipient r
        where r.organization_id = m.organization_id
            and r.id = m.recipient_id and recipient_is_suppressed(r)) then
        return 'suppressed';
    end if;
    return null;
end
$$;
