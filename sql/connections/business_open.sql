-- SPDX-License-Identifier: MIT
create or replace function business_open(
    inviter_id uuid, name text, email text, email_key text, actor text,
    request_id uuid
) returns uuid
language plpgsql volatile as $$
-- Make a business for who accepts at a page. Its address has been proved; it
-- stands under the inviter's topmost organization, or under none if that is
-- the inviter itself: never under the inviter.
-- Returns its id. Raises nothing. Writes organization, event.
#variable_conflict use_column
declare
    v_id uuid := uuid_v7();
    v_inviter organization;
begin
    select o.* into v_inviter from organization o where o.id = inviter_id;
    insert into organization (id, kind, name, email, email_key,
        is_email_vouched, ancestor_ids)
    values (v_id, 'business', business_open.name, business_open.email,
        business_open.email_key, true, v_inviter.ancestor_ids[1:1]);
    perform event_write(v_id, 'organization.created', actor, request_id,
        data => '{"kind": "business"}');
    return v_id;
end
$$;
