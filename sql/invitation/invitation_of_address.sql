-- SPDX-License-Identifier: MIT
create or replace function invitation_of_address(
    organization_ids uuid[], email_key text
) returns setof invitation
language plpgsql stable as $$
-- The invitations for an address, of some organizations (null: of all),
-- found by the address's own index and not among all that there are.
-- Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return query
        select (f.i).*
        from (
            select r.organization_id, r.invitation_id from recipient r
            where r.email_key = invitation_of_address.email_key
            group by r.organization_id, r.invitation_id) r
        cross join lateral (
            select i from invitation i
            where i.organization_id = r.organization_id
                and i.id = r.invitation_id
            limit 1) f
        where organization_ids is null
            or r.organization_id = any(organization_ids);
end
$$;
