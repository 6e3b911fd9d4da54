-- SPDX-License-Identifier: MIT
create or replace function link_is_done(l link) returns boolean
language plpgsql stable as $$
-- Whether the recipient whose link it is has accepted, though others of the
-- same invitation may not have: to this one it is used up.
-- Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return exists (
        select from acceptance a
        where a.organization_id = l.organization_id
            and a.source_id = l.invitation_id
            and a.subject = 'recipient:' || l.recipient_id);
end
$$;
