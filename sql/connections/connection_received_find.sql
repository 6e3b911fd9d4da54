-- SPDX-License-Identifier: MIT
create or replace function connection_received_find(
    organization_id uuid, invitation_id uuid
) returns invitation
language plpgsql stable as $$
-- An invitation mailed to a business's vouched address from under the
-- same topmost organization. Returns null for none.
-- Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return (
        select i
        from organization me
        join recipient r on r.email_key = me.email_key
        join invitation i on i.organization_id = r.organization_id
            and i.id = r.invitation_id
        join organization o on o.id = i.organization_id
        where me.id = connection_received_find.organization_id
            and me.is_email_vouched and o.id <> me.id
            and topmost_of(o) = topmost_of(me)
            and i.kind = 'connections'
            and i.id = connection_received_find.invitation_id
    );
end
$$;
