-- SPDX-License-Identifier: MIT
create or replace function team_resend_refusal(
    i invitation, at timestamptz
) returns text
language plpgsql stable as $$
-- Why an invitation to a team may not be sent again: its person is a member
-- by another one, or it has expired and there is no seat to revive it. The
-- caller has locked the licence.
-- Returns already_member, seat_limit_reached, or null, as for every other
-- family. Raises nothing, writes nothing.
#variable_conflict use_column
begin
    if i.kind <> 'team' then
        return null;
    elsif exists (select from recipient r
        where r.organization_id = i.organization_id
            and r.invitation_id = i.id
            and member_exists(r.organization_id, r.email_key)) then
        return 'already_member';
    elsif invitation_status(i, team_resend_refusal.at) = 'expired' then
        return seat_refusal(i.organization_id, team_resend_refusal.at);
    end if;
    return null;
end
$$;
