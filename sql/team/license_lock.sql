-- SPDX-License-Identifier: MIT
create or replace function license_lock(organization_id uuid) returns void
language plpgsql volatile as $$
-- Lock a business's licence until this transaction ends, and with it its
-- seats and roles; one is made where none was ever set. It is taken after
-- address_limit and before invitation. Seats are counted in a statement of
-- their own afterwards: one that waits for the lock sees what stood before.
-- Raises nothing. Writes license.
#variable_conflict use_column
begin
    insert into license (organization_id)
    values (license_lock.organization_id)
    on conflict on constraint license_pk do nothing;
    perform from license s
    where s.organization_id = license_lock.organization_id
    for update;
end
$$;
