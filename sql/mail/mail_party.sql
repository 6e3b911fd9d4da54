-- SPDX-License-Identifier: MIT
create or replace function mail_party(
    organization_id uuid, invitation_id uuid, recipient_id uuid
) returns text
language plpgsql stable as $$
-- How a notice names whom an invitation is for: by the address, as typed, or
-- the telephone of one recipient; without recipient_id, of the only one.
-- Returns null where there is no such, or more than one. Raises nothing,
-- writes nothing.
#variable_conflict use_column
begin
    return (
        select min(coalesce(r.email, r.phone)) from recipient r
        where r.organization_id = mail_party.organization_id
            and r.invitation_id = mail_party.invitation_id
            and r.id = coalesce(mail_party.recipient_id, r.id)
        having count(*) = 1
    );
end
$$;
