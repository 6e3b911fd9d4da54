-- SPDX-License-Identifier: MIT
create or replace function merchant_contact_add(
    i invitation, first_name text, last_name text, email text,
    email_key text, phone text
) returns uuid
language plpgsql volatile as $$
-- Write whom an invitation is for: one live invitation for a merchant and
-- address, where there is none for a merchant and telephone.
-- Returns the recipient's id. Raises nothing. Writes recipient.
#variable_conflict use_column
declare
    v_id uuid := uuid_v7();
    v_phone_key text := case when email_key is null
        then phone_key(phone) end;
begin
    insert into recipient (organization_id, id, invitation_id, email,
        email_key, target, first_name, last_name, phone, phone_key)
    values (i.organization_id, v_id, i.id, merchant_contact_add.email,
        merchant_contact_add.email_key,
        'onboarding:' || coalesce(merchant_contact_add.email_key,
            v_phone_key),
        merchant_contact_add.first_name, merchant_contact_add.last_name,
        merchant_contact_add.phone, v_phone_key);
    return v_id;
end
$$;
