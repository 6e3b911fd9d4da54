-- SPDX-License-Identifier: MIT
create or replace function link_add(
    organization_id uuid, minted json, purpose text,
    invitation_id uuid default null, recipient_id uuid default null
) returns link
language plpgsql volatile as $$
-- Write a link that the worker minted: {id, number, salt, hash,
-- unsubscribe_hash}, the last three in hexadecimal.
-- Returns the row. Raises nothing. Writes link.
#variable_conflict use_column
declare
    v_row link;
begin
    insert into link (organization_id, id, invitation_id, recipient_id,
        purpose, number, salt, hash, unsubscribe_hash)
    values (link_add.organization_id, (minted->>'id')::uuid,
        link_add.invitation_id, link_add.recipient_id, link_add.purpose,
        (minted->>'number')::integer, decode(minted->>'salt', 'hex'),
        decode(minted->>'hash', 'hex'),
        decode(minted->>'unsubscribe_hash', 'hex'))
    returning * into v_row;
    return v_row;
end
$$;
