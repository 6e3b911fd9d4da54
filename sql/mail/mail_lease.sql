-- SPDX-License-Identifier: MIT
create or replace function mail_lease(
    organization_id uuid, page_limit integer, lease_seconds integer
) returns reply
language plpgsql volatile as $$
-- Take a batch of one organization's due mails for lease_seconds, those due
-- longest first. One whose sender died with it goes in a batch of its own;
-- one that must not be sent any more is dropped.
-- Returns an array of mail_json, empty if there was nothing to take.
-- Raises nothing. Writes outbox, recipient.
#variable_conflict use_column
declare
    v_now timestamptz := clock_timestamp();
    v_lease_id uuid := gen_random_uuid();
    v_mail outbox;
    v_refusal text;
    v_ids uuid[] := '{}';
    v_mails json;
begin
    for v_mail in
        select o.* from outbox o
        where o.organization_id = mail_lease.organization_id
            and o.due_at <= v_now
        order by o.due_at limit page_limit for update skip locked
    loop
        v_refusal := mail_refusal(v_mail, v_now);
        if v_refusal is not null then
            perform mail_drop_dead(v_mail, v_refusal, v_now);
        elsif not (v_mail.is_alone or v_mail.state = 'leased') then
            v_ids := v_ids || v_mail.id;
        elsif cardinality(v_ids) = 0 then
            v_ids := array[v_mail.id];
            exit;
        end if;
    end loop;
    with taken as (
        update outbox o
        set is_alone = o.is_alone or o.state = 'leased', state = 'leased',
            lease_id = v_lease_id,
            due_at = v_now + lease_seconds * interval '1 second'
        where o.organization_id = mail_lease.organization_id
            and o.id = any(v_ids)
        returning o as mail
    )
    select json_agg(mail_json(t.mail) order by (t.mail).id) into v_mails
    from taken t;
    return reply_ok(coalesce(v_mails, '[]'));
end
$$;
