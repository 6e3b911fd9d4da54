-- SPDX-License-Identifier: MIT
create or replace function link_is_rejectable(l link) returns boolean
language plpgsql stable as $$
-- Whether the holder of a link may reject: a link of one's own, in a family
-- that knows rejecting. Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return l.recipient_id is not null
        and link_kind(l) in ('connections', 'onboarding', 'applicants');
end
$$;
