-- SPDX-License-Identifier: MIT
create or replace function idempotency_end(
    claim_organization_id uuid, claim_token_hash text, claim_method text,
    claim_path text, claim_key text, is_done boolean, done_code text,
    done_body text, done_id uuid, done_revision integer
) returns reply
language plpgsql volatile as $$
-- Remember the answer under the key claimed in this transaction (is_done), or
-- give the claim back, since a refusal leaves the key free.
-- done_*: the answer, its marks unfilled.
-- Returns an empty answer. Raises nothing. Writes idempotency.
#variable_conflict use_column
begin
    if is_done then
        update idempotency i
        set code = done_code, body = done_body,
            id = done_id, revision = done_revision
        where i.organization_id = claim_organization_id
            and i.owner = coalesce(decode(claim_token_hash, 'hex'), '')
            and i.method = claim_method
            and i.path = claim_path
            and i.key = claim_key;
    else
        delete from idempotency i
        where i.organization_id = claim_organization_id
            and i.owner = coalesce(decode(claim_token_hash, 'hex'), '')
            and i.method = claim_method
            and i.path = claim_path
            and i.key = claim_key;
    end if;
    return reply_ok(null);
end
$$;
