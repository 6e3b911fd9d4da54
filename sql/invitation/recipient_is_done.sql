-- SPDX-License-Identifier: MIT
create or replace function recipient_is_done(r recipient) returns boolean
language plpgsql stable as $$
-- Whether a recipient has accepted, though others of the same invitation may
-- not have: no more of its mails go there.
-- Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return exists (
        select from acceptance a
        where a.organization_id = r.organization_id
            and a.source_id = r.invitation_id
            and a.subject in (r.email_key, 'recipient:' || r.id));
end
$$;
