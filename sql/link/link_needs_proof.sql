-- SPDX-License-Identifier: MIT
create or replace function link_needs_proof(l link, email_key text)
returns boolean
language plpgsql stable as $$
-- Whether who holds a link must prove an address before accepting.
-- email_key: the address proved; null: none.
-- Raises nothing, writes nothing.
#variable_conflict use_column
begin
    if email_key is not null then
        return false;
    end if;
    case link_kind(l)
        when 'connections' then return true;
        when 'contributors' then return exists (select from recipient r
            where r.organization_id = l.organization_id
                and r.invitation_id = l.invitation_id);
        when 'applicants' then return applicant_must_sign(l);
        else return false;
    end case;
end
$$;
