-- SPDX-License-Identifier: MIT
create or replace function mail_code(l link, email text, code json)
returns void
language plpgsql volatile as $$
-- Put the mail with a code into the outbox; the code itself is a mark.
-- Not worth sending once the code has expired.
-- Raises nothing. Writes outbox.
#variable_conflict use_column
begin
    insert into outbox (organization_id, id, kind, link_id, email, locale,
        data, due_at, give_up_at)
    select l.organization_id, uuid_v7(), 'code', l.id, mail_code.email,
        (select i.locale from invitation i
        where i.organization_id = l.organization_id
            and i.id = l.invitation_id),
        json_build_object('code', mark('code', (code->>'number')::integer,
            l.organization_id, l.id, decode(code->>'salt', 'hex'))),
        clock_timestamp(), clock_timestamp() + interval '10 minutes';
end
$$;
