-- SPDX-License-Identifier: MIT
create or replace function link_ask(
    organization_id uuid, caller json, link_id uuid, token_hash text
) returns reply
language plpgsql volatile as $$
-- Ask the inviter for a new link in the place of a dead one; once a day it
-- goes on record, and the inviter is told by mail.
-- Returns {isAgain}: whether it was, less than a day ago; refuses not_found.
-- Raises nothing. Writes link, event, outbox, address_limit.
#variable_conflict use_column
declare
    v_is_again boolean;
    v_link link := link_find(organization_id, link_id, token_hash);
begin
    if v_link.id is null then
        return reply_problem('not_found');
    end if;
    update link l set asked_at = clock_timestamp()
    where l.organization_id = v_link.organization_id and l.id = v_link.id
        and (l.asked_at is null
            or l.asked_at <= clock_timestamp() - interval '1 day');
    v_is_again := not found;
    if not v_is_again then
        perform event_write(v_link.organization_id, 'invitation.asked',
            'link:' || v_link.id, (caller->>'request_id')::uuid,
            v_link.invitation_id);
        perform mail_notice(v_link.organization_id, 'asked',
            v_link.invitation_id, mail_party(v_link.organization_id,
                v_link.invitation_id, v_link.recipient_id));
    end if;
    return reply_ok(json_build_object('isAgain', v_is_again));
end
$$;
