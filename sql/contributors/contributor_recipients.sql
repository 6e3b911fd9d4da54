-- SPDX-License-Identifier: MIT
create or replace function contributor_recipients(
    i invitation, emails text[], email_keys text[], links json
) returns void
language plpgsql volatile as $$
-- Write who alone may use an invitation, in the order given; an address that
-- is named twice is one.
-- links: minted, all but the first for a mail to each; null: none is mailed.
-- Raises nothing. Writes recipient, link.
#variable_conflict use_column
declare
    v_email text;
    v_key text;
    v_recipient_id uuid;
    v_count integer := 0;
begin
    for v_email, v_key in
        select (array_agg(e order by n))[1], k
        from unnest(emails, email_keys) with ordinality as a (e, k, n)
        group by k order by min(n)
    loop
        v_count := v_count + 1;
        v_recipient_id := uuid_v7();
        insert into recipient (organization_id, id, invitation_id, email,
            email_key)
        values (i.organization_id, v_recipient_id, i.id, v_email, v_key);
        if links is not null then
            perform link_add(i.organization_id, links->v_count, 'mailed',
                i.id, v_recipient_id);
        end if;
    end loop;
end
$$;
