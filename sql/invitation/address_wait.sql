-- SPDX-License-Identifier: MIT
create or replace function address_wait(
    organization_id uuid, email_key text, address_per_hour integer
) returns integer
language plpgsql volatile as $$
-- Lock an address within a topmost organization until this transaction ends,
-- and tell in how many seconds it may have another invitation mail: 0 for
-- now. Whoever mails invitations takes this lock first of all.
-- Raises nothing. Writes address_limit.
#variable_conflict use_column
declare
    v_sent timestamptz[];
begin
    insert into address_limit as a (organization_id, email_key)
    values (address_wait.organization_id, address_wait.email_key)
    on conflict on constraint address_limit_pk do update
        set sent_at = array(select t from unnest(a.sent_at) t
            where t > clock_timestamp() - interval '1 hour' order by t)
    returning sent_at into v_sent;
    if cardinality(v_sent) < address_per_hour then
        return 0;
    end if;
    return ceil(extract(epoch from interval '1 hour' - (clock_timestamp()
        - v_sent[cardinality(v_sent) - address_per_hour + 1])));
end
$$;
