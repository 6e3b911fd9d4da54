-- SPDX-License-Identifier: MIT
create or replace function seat_count_at(organization_id uuid, at timestamptz)
returns integer
language plpgsql stable as $$
-- How many seats of a business were in use at a moment of the past.
-- Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return (
        select count(*) from member m
        where m.organization_id = seat_count_at.organization_id
            and m.created_at <= seat_count_at.at
            and (m.removed_at is null or m.removed_at > seat_count_at.at)
    ) + (
        select count(*) from invitation i
        where i.organization_id = seat_count_at.organization_id
            and i.kind = 'team'
            -- By the index: a past seat, too, ended before it was revived.
            and i.expires_at > seat_count_at.at
            and (i.license_activated_at <= seat_count_at.at
                and least(i.expires_at, i.revoked_at, i.accepted_at)
                    > seat_count_at.at
                or i.past_seats @> seat_count_at.at)
    );
end
$$;
