-- SPDX-License-Identifier: MIT
create or replace function link_address(l link, proof_hash text)
returns text
language plpgsql stable as $$
-- The address that the holder of a link has proved: the one it was
-- mailed to, or the one of a proof that is still good.
-- Returns its folded form or null. Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return coalesce(
        (select r.email_key from recipient r
        where l.purpose = 'mailed' and r.organization_id = l.organization_id
            and r.id = l.recipient_id),
        (select p.email_key from verification p
        where p.organization_id = l.organization_id and p.link_id = l.id
            and p.proof_hash = decode(link_address.proof_hash, 'hex')
            and p.proof_expires_at > statement_timestamp()));
end
$$;
