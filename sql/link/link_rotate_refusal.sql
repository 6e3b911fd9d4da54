-- SPDX-License-Identifier: MIT
create or replace function link_rotate_refusal(
    i invitation, sms_gateway text
) returns reply
language plpgsql stable as $$
-- Refuse to replace an invitation's links where nobody would learn a new one:
-- no mail would bring it, for want of a recipient who has an address, wants
-- mail there and has not accepted; and no answer but the first one shows a
-- link, save in contributors, where all do.
-- sms_gateway: the pattern of addresses of telephones, or null.
-- Returns invalid_fields, or an answer whose code is null.
-- Raises nothing, writes nothing.
#variable_conflict use_column
begin
    if i.kind <> 'contributors' and not exists (
        select from recipient r
        where r.organization_id = i.organization_id
            and r.invitation_id = i.id
            and coalesce(r.email, sms_address(r.phone, sms_gateway))
                is not null
            and not recipient_is_suppressed(r)
            and not recipient_is_done(r)) then
        return reply_invalid('#/rotate', 'not_allowed',
            'would make a link that nobody learns, since no mail can bring '
            'it; revoke this invitation and create another');
    end if;
    return reply_ok(null);
end
$$;
