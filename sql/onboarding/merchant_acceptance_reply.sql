-- SPDX-License-Identifier: MIT
create or replace function merchant_acceptance_reply(
    a acceptance, is_already boolean
) returns reply
language plpgsql stable as $$
-- Answer {alreadyAccepted, merchant: {id, name, details}}: the details that
-- this acceptance confirmed, whatever was confirmed since.
-- Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return (
        select reply_ok(json_build_object(
            'alreadyAccepted', is_already,
            'merchant', json_build_object('id', o.id, 'name', o.name,
                'details', a.details)), a.source_id)
        from organization o where o.id = a.organization_id
    );
end
$$;
