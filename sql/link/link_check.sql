-- SPDX-License-Identifier: MIT
create or replace function link_check(
    organization_id uuid, caller json, link_id uuid, token_hash text
) returns reply
language plpgsql volatile as $$
-- Tell the worker what it must know before it hashes a password or seals
-- credentials: no hash is made for a token that opens nothing. The accept
-- itself decides everything again.
-- Returns {kind, isOpen}, and as its id that of the utility connection to
-- seal for: the one to be edited, else a new one. Refuses not_found.
-- Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v_link link := link_find(organization_id, link_id, token_hash);
begin
    if v_link.id is null then
        return reply_problem('not_found');
    end if;
    return reply_ok(json_build_object('kind', link_kind(v_link),
        'isOpen', link_refusal(v_link, link_status(v_link)) is null),
        coalesce((select i.connection_id from invitation i
            where i.organization_id = v_link.organization_id
                and i.id = v_link.invitation_id and i.kind = 'contributors'),
            uuid_v7()));
end
$$;
