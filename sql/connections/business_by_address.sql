-- SPDX-License-Identifier: MIT
create or replace function business_by_address(
    inviter_id uuid, email_key text
) returns uuid
language plpgsql stable as $$
-- The business with this vouched address under the inviter's topmost
-- organization, if there is exactly one. Returns null otherwise.
-- Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return (
        select (array_agg(o.id))[1]
        from organization o
        where o.kind = 'business' and o.is_email_vouched
            and o.email_key = business_by_address.email_key
            and topmost_of(o) = (select topmost_of(i) from organization i
                where i.id = inviter_id)
        having count(*) = 1
    );
end
$$;
