-- SPDX-License-Identifier: MIT
create or replace function connection_accept(
    l link, acceptor_id uuid, subject text, alias_name text, actor text,
    request_id uuid
) returns reply
language plpgsql volatile as $$
-- Connect the business that a link invites with the one that sent it.
-- subject: who accepts, besides the business itself: the address proved, or
-- null. alias_name: what the accepting side calls the connection.
-- Returns {connection, alreadyAccepted}, the connection as the acceptor sees
-- it, with the outcome `pending` when it waits for approval; the same
-- business or address gets the first result again. Refuses own_invitation,
-- already_connected, and what link_refusal says.
-- Raises nothing. Writes connection, acceptance, invitation, recipient,
-- outbox, address_limit, event.
#variable_conflict use_column
declare
    v_invitation invitation := invitation_lock(l.organization_id,
        l.invitation_id);
    v_source_id uuid := coalesce(l.invitation_id, l.id);
    v_refusal text;
    v_made connection;
begin
    -- What was read before the lock may have been replaced meanwhile.
    l := link_find(l.organization_id, l.id, encode(l.hash, 'hex'));
    if acceptor_id = l.organization_id then
        return reply_problem('own_invitation');
    elsif l.replaced_at is not null then
        return reply_problem('link_replaced');
    end if;
    v_made := connection_of_acceptance(l.organization_id, v_source_id,
        array['organization:' || acceptor_id, subject]);
    if v_made.id is not null and (l.invitation_id is not null
        or v_made.status in ('pending', 'active')) then
        return connection_acceptance_reply(v_made, true);
    end if;
    v_refusal := link_refusal(l, case when l.invitation_id is not null
        then invitation_status(v_invitation, clock_timestamp()) end);
    if v_refusal is not null then
        return reply_problem(v_refusal);
    end if;
    v_made := connection_make(l, v_invitation, acceptor_id, alias_name);
    if v_made.id is null then
        -- By what another link made, or by a twin of this request.
        v_made := connection_of_acceptance(l.organization_id, v_source_id,
            array['organization:' || acceptor_id, subject]);
        if v_made.status in ('pending', 'active') then
            return connection_acceptance_reply(v_made, true);
        end if;
        return reply_problem('already_connected');
    end if;
    insert into acceptance as a (organization_id, source_id, subject,
        accepted_organization_id, connection_id, accepted_at)
    select l.organization_id, v_source_id, s, acceptor_id, v_made.id,
        v_made.created_at
    from unnest(array['organization:' || acceptor_id,
        connection_accept.subject]) s
    where s is not null
    on conflict on constraint acceptance_pk do update
        set connection_id = excluded.connection_id,
            accepted_organization_id = excluded.accepted_organization_id,
            accepted_at = excluded.accepted_at;
    if l.invitation_id is not null then
        update invitation i
        set use_count = i.use_count + 1, connection_id = v_made.id
        where i.organization_id = l.organization_id
            and i.id = l.invitation_id;
        perform invitation_end(l.organization_id, l.invitation_id,
            'accepted');
        perform event_write(l.organization_id, 'invitation.accepted', actor,
            request_id, l.invitation_id,
            json_build_object('connectionId', v_made.id));
    end if;
    perform event_write(side, 'connection.created', actor, request_id,
        l.invitation_id, json_build_object('connectionId', v_made.id))
    from unnest(array[l.organization_id, acceptor_id]) side;
    perform mail_notice(l.organization_id, case v_made.status
        when 'pending' then 'approval' else 'accepted' end, l.invitation_id,
        (select o.name from organization o where o.id = acceptor_id));
    return connection_acceptance_reply(v_made, false);
end
$$;
