-- SPDX-License-Identifier: MIT
create or replace function team_invitation_word(
    i invitation, at timestamptz
) returns text
language plpgsql stable as $$
-- What an invitation is at a moment, in this family's words: a pending one
-- is Resent once it was, and Failed to send while its mail is given up.
-- Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v_status text := invitation_status(i, team_invitation_word.at);
begin
    return case
        when v_status <> 'pending' then initcap(v_status)
        when exists (select from recipient r
            where r.organization_id = i.organization_id
                and r.invitation_id = i.id and r.delivery_state = 'failed')
            then 'Failed to send'
        when i.resent_at is not null then 'Resent'
        else 'Pending'
    end;
end
$$;
