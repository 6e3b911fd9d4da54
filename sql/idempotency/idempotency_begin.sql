-- SPDX-License-Identifier: MIT
create or replace function idempotency_begin(
    claim_organization_id uuid, caller json, link_id uuid,
    claim_token_hash text, claim_method text, claim_path text,
    claim_key text, body_hmacs bytea[]
) returns reply
language plpgsql volatile set lock_timeout = '2s' as $$
-- Claim an Idempotency-Key for the call that follows in this transaction, or
-- give the answer that is remembered under it.
-- claim_organization_id: the key's, or the token's on a door without a key,
-- where link_id and claim_token_hash are the token's. body_hmacs: of the
-- body, under each server key, newest first.
-- Returns the outcome `claimed`, or `replayed` (`replayed:` and the outcome
-- of then) with the answer's body, id and revision; refuses key_invalid,
-- scope_missing (also for the answer to a key that may do more: it may hold
-- what this key could not have had), not_found (the token),
-- idempotency_key_reused, and request_in_progress when a twin runs for more
-- than two seconds.
-- Raises nothing. Writes idempotency.
#variable_conflict use_column
declare
    v authority;
    v_owner bytea := coalesce(decode(claim_token_hash, 'hex'), '');
    v_row idempotency;
begin
    if claim_token_hash is null then
        v := authority_of(caller);
        if v.problem is not null then
            return reply_problem(v.problem);
        end if;
    elsif not exists (select from link l
        where l.organization_id = claim_organization_id
            and l.id = idempotency_begin.link_id and l.hash = v_owner) then
        return reply_problem('not_found');
    end if;
    loop
        insert into idempotency as i
            (organization_id, owner, method, path, key, body_hmac, scopes,
            role)
        values (claim_organization_id, v_owner, claim_method, claim_path,
            claim_key, body_hmacs[1], v.scopes, v.role)
        on conflict on constraint idempotency_pk do update
            set created_at = clock_timestamp(),
                body_hmac = excluded.body_hmac,
                scopes = excluded.scopes,
                role = excluded.role
            where i.created_at < clock_timestamp() - interval '24 hours';
        if found then
            return reply_ok(null, code => 'claimed');
        end if;
        select i.* into v_row from idempotency i
        where i.organization_id = claim_organization_id
            and i.owner = v_owner and i.method = claim_method
            and i.path = claim_path and i.key = claim_key;
        exit when found; -- else a refused twin took its claim back: again
    end loop;
    if not (v.scopes @> '{*}' or v_row.scopes <@ v.scopes)
        or role_rank(v.role) < role_rank(v_row.role) then
        return reply_problem('scope_missing', json_build_object('detail',
            'The answer was given to a key that may do more.'));
    elsif not v_row.body_hmac = any(body_hmacs) then
        return reply_problem('idempotency_key_reused');
    end if;
    return reply_ok(v_row.body::json, v_row.id, v_row.revision,
        concat_ws(':', 'replayed', v_row.code));
exception
    when lock_not_available then
        return reply_problem('request_in_progress', '{"retryAfter": 1}');
end
$$;
