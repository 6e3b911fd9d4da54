-- SPDX-License-Identifier: MIT
create or replace function team_lock(organization_id uuid, invitation_id uuid)
returns void
language plpgsql volatile as $$
-- Lock the licence that an invitation takes its seat of, which comes before
-- the invitation itself; nothing for those of other families.
-- Raises nothing. Writes license.
#variable_conflict use_column
begin
    perform license_lock(i.organization_id) from invitation i
    where i.organization_id = team_lock.organization_id
        and i.id = team_lock.invitation_id and i.kind = 'team';
end
$$;
