-- SPDX-License-Identifier: MIT
create or replace function connection_invitation_accept(
    organization_id uuid, caller json, token_organization_id uuid,
    link_id uuid, token_hash text, alias_name text
) returns reply
language plpgsql volatile as $$
-- Accept an invitation, or a public link, for a business with its key.
-- token_organization_id, link_id, token_hash: the link's token. A mailed
-- link, opened by the business it was mailed to, vouches for its address.
-- Returns the connection and alreadyAccepted; refuses not_found and what
-- connection_accept refuses.
-- Raises nothing. Writes what connection_accept writes, organization.
#variable_conflict use_column
declare
    v authority := authority_of(caller, organization_id, 'business');
    v_link link := link_find(token_organization_id, link_id, token_hash);
    v_mailed_to text;
    v_done reply;
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    elsif v_link.id is null or link_kind(v_link) <> 'connections' then
        return reply_problem('not_found');
    end if;
    v_done := connection_accept(v_link, organization_id, null, alias_name,
        v.actor, v.request_id);
    if v_done.code <> 'pending' then
        return v_done;
    end if;
    select r.email_key into v_mailed_to from recipient r
    where r.organization_id = v_link.organization_id
        and r.id = v_link.recipient_id;
    update organization o set is_email_vouched = true,
        revision = o.revision + 1
    where o.id = connection_invitation_accept.organization_id
        and not o.is_email_vouched and o.email_key = v_mailed_to;
    if found then
        perform event_write(organization_id, 'organization.updated', v.actor,
            v.request_id, data => '{"members": ["emailVouched"]}');
    end if;
    return reply_ok(json_merge(v_done.body->'connection',
            json_build_object('alreadyAccepted',
                v_done.body->'alreadyAccepted')),
        v_done.id, v_done.revision, v_done.code);
end
$$;
