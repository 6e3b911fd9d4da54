-- SPDX-License-Identifier: MIT
create or replace function team_invitation_message(i invitation)
returns text
language plpgsql stable as $$
-- Say to whoever holds an invitation's link, and need not have known of it,
-- what it is. Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return (
        select case invitation_status(i, statement_timestamp())
            when 'accepted' then format(
                'This invitation to the team of %s has been accepted.',
                o.name)
            else format('%s invites you to join its team as %s. If you '
                'expected no such invitation, you can ignore it.',
                o.name, i.role) end
        from organization o where o.id = i.organization_id
    );
end
$$;
