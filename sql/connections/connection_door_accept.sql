-- SPDX-License-Identifier: MIT
create or replace function connection_door_accept(d door) returns reply
language plpgsql volatile as $$
-- Accept a connection at the page or its JSON door, without a key: the
-- address proved says which business accepts, and one is made if none is
-- known. An address typed at a public link must be the one proved.
-- Returns {connection, alreadyAccepted}; refuses invalid_fields and what
-- connection_accept refuses.
-- Raises what connection_accept refuses if a business was just made.
-- Writes what connection_accept writes, organization.
#variable_conflict use_column
declare
    l link := d.l;
    v_address text := link_address(l, d.proof_hash);
    v_name text := d.answers->>'businessName';
    v_refusal text;
    v_business_id uuid;
    v_actor text := 'link:' || l.id;
    v_is_new boolean;
    v_done reply := answers_unknown(d.answers, '{businessName,email}');
begin
    if v_done.code is not null then
        return v_done;
    end if;
    -- First of all: two clicks, or two invitations, must not make two
    -- businesses of one address.
    perform pg_advisory_xact_lock(hashtextextended(
        topmost_of(o) || ' ' || v_address, 0))
    from organization o where o.id = l.organization_id;
    l := link_find(l.organization_id, l.id, encode(l.hash, 'hex'));
    v_refusal := link_refusal(l, link_status(l));
    v_business_id := coalesce(
        (connection_of_acceptance(l.organization_id,
            coalesce(l.invitation_id, l.id),
            array[v_address])).organization_id,
        business_by_address(l.organization_id, v_address));
    if v_refusal is not null and v_business_id is null then
        return reply_problem(v_refusal);
    elsif v_address is null then
        return reply_invalid('#/proof',
            case when d.proof_hash is null then 'required'
                else 'not_allowed' end,
            'must be the proof of a verified address');
    elsif v_refusal is null and d.email_key <> v_address then
        return reply_invalid('#/email', 'not_allowed',
            'is not the address that was verified');
    end if;
    v_is_new := v_business_id is null;
    if v_is_new and v_name is null then
        return reply_invalid('#/businessName', 'required', 'is required');
    elsif v_is_new then
        v_business_id := business_open(l.organization_id, v_name,
            coalesce(d.answers->>'email', (select r.email from recipient r
                where r.organization_id = l.organization_id
                    and r.invitation_id = l.invitation_id
                    and r.email_key = v_address), v_address),
            v_address, v_actor, d.request_id);
    end if;
    v_done := connection_accept(l, v_business_id, v_address, null, v_actor,
        d.request_id);
    if v_is_new and v_done.code <> 'pending' then
        perform refuse(v_done.code, v_done.body);
    end if;
    return v_done;
end
$$;
