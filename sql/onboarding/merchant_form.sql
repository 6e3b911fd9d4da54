-- SPDX-License-Identifier: MIT
create or replace function merchant_form(l link, email_key text)
returns json
language plpgsql stable as $$
-- The fields to ask of a merchant's contact: who that is, filled in as the
-- invitation says, and the merchant's details.
-- email_key: not needed. Returns [{name, type, required, value}].
-- Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return (
        select json_agg(json_build_object('name', f.name, 'type', f.type,
            'required', f.required, 'value', f.value))
        from recipient r
        cross join lateral (values
            ('firstName', 'text', true, r.first_name),
            ('lastName', 'text', true, r.last_name),
            ('email', 'email', false, r.email),
            ('phone', 'tel', false, r.phone),
            ('legalName', 'text', true, null),
            ('tradingName', 'text', false, null),
            ('registrationNumber', 'text', false, null),
            ('address.line1', 'text', true, null),
            ('address.line2', 'text', false, null),
            ('address.city', 'text', true, null),
            ('address.region', 'text', false, null),
            ('address.postalCode', 'text', false, null),
            ('address.country', 'text', true, null)
        ) f (name, type, required, value)
        where r.organization_id = l.organization_id and r.id = l.recipient_id
    );
end
$$;
