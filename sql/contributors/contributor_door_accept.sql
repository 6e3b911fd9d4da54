-- SPDX-License-Identifier: MIT
create or replace function contributor_door_accept(d door) returns reply
language plpgsql volatile as $$
-- Make the utility connection that a contributor's form describes, or edit
-- the one that the invitation names. One person may connect several: what is
-- told apart is the form, and the same one again gets the first result.
-- Returns {alreadyAccepted, connection}; refuses invalid_fields and what
-- link_refusal says. Raises nothing. Writes invitation, recipient, outbox,
-- address_limit, utility_connection, acceptance, event.
#variable_conflict use_column
declare
    l link := d.l;
    v_found invitation := invitation_lock(l.organization_id,
        l.invitation_id);
    v_address text := link_address(l, d.proof_hash);
    v_subject text := concat_ws(' ', 'form', l.id, v_address, d.repeat_key);
    v_made utility_connection := utility_connection_of(v_found, v_subject);
    v_needs_proof boolean := link_needs_proof(l, v_address);
    v_refusal text;
    v_done reply := answers_unknown(d.answers, '{datasourceId,url,'
        'accountNumber,accountHolder,utilityTypes,siteIds}');
begin
    if v_done.code is not null then
        return v_done;
    end if;
    -- What was read before the lock may have been replaced meanwhile.
    l := link_find(l.organization_id, l.id, encode(l.hash, 'hex'));
    if v_made.id is not null and l.replaced_at is null
        and not v_needs_proof then
        return contributor_reply(v_made, true);
    end if;
    v_refusal := link_refusal(l, invitation_status(v_found,
        clock_timestamp()));
    if v_refusal is not null then
        return reply_problem(v_refusal);
    elsif v_needs_proof then
        return reply_invalid('#/proof', case when d.proof_hash is null
            then 'required' else 'not_allowed' end,
            'must be the proof of a verified address');
    end if;
    v_done := contributor_refusal(v_found, d);
    if v_done.code is not null then
        return v_done;
    elsif not contributor_use(v_found) then
        return reply_problem('invitation_used_up');
    end if;
    v_made := case when v_found.connection_id is null
        then utility_connection_make(v_found, d)
        else utility_connection_edit(v_found, d) end;
    insert into acceptance (organization_id, source_id, subject,
        connection_id, accepted_at)
    values (v_found.organization_id, v_found.id, v_subject, v_made.id,
        v_made.updated_at);
    perform contributor_tell(v_found, v_made, d);
    return contributor_reply(v_made, false);
end
$$;
