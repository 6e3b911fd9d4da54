-- SPDX-License-Identifier: MIT
create or replace function link_rotate_refusal(
    i invitation, sms_gateway text
) returns reply
language plpgsql stable as $$
-- Refuse to replace the one link that an invitation's sender and recipient
-- share where nobody would learn the new one: it is answered to nobody, and
-- no mail would bring it, for want of an address or of leave to mail there.
-- sms_gateway: the pattern of addresses of telephones, or null.
-- Returns invalid_fields, or an answer whose code is null.
-- Raises nothing, writes nothing.
#variable_conflict use_column
begin
    if exists (
        select from link l join recipient r
            on r.organization_id = l.organization_id
            and r.id = l.recipient_id
        where l.organization_id = i.organization_id
            and l.invitation_id = i.id and l.purpose = 'only'
            and l.replaced_at is null
            and (coalesce(r.email, sms_address(r.phone, sms_gateway)) is null
                or exists (select from suppression s
                    where s.organization_id = r.organization_id
                        and s.email_key = r.email_key))) then
        return reply_invalid('#/rotate', 'not_allowed',
            'would make a link that nobody learns, since no mail can bring '
            'it; revoke this invitation and create another');
    end if;
    return reply_ok(null);
end
$$;
