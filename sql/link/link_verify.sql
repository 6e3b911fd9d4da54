-- SPDX-License-Identifier: MIT
create or replace function link_verify(
    organization_id uuid, caller json, link_id uuid, token_hash text,
    code json, email text, email_key text
) returns reply
language plpgsql volatile as $$
-- Mail a code to an address, if it is on the link's list; the answer is the
-- same for any address, and so are the limits: 60 seconds between two, five
-- a day for an address, and at a public link what link_code_take says.
-- code: what the worker minted: {number, salt, check}.
-- Returns {}; refuses not_found, what link_refusal says, too_many,
-- code_exhausted. Raises nothing. Writes verification, link, address_limit,
-- outbox.
#variable_conflict use_column
declare
    v_link link := link_find(organization_id, link_id, token_hash);
    v_refusal text := link_refusal(v_link, link_status(v_link));
    v_is_listed boolean;
    v_now timestamptz;
    v_sent timestamptz[];
    v_wait integer;
begin
    v_refusal := case when v_link.id is null then 'not_found'
        else v_refusal end;
    if v_refusal is not null then
        return reply_problem(v_refusal);
    end if;
    insert into verification as p (organization_id, link_id, email_key)
    values (v_link.organization_id, v_link.id, link_verify.email_key)
    on conflict on constraint verification_pk do update
        set sent_at = array(select t from unnest(p.sent_at) t
            where t > clock_timestamp() - interval '1 day' order by t)
    returning sent_at into v_sent;
    v_now := clock_timestamp();
    if v_sent[cardinality(v_sent)] > v_now - interval '1 minute' then
        return reply_problem('too_many', json_build_object('retryAfter',
            ceil(extract(epoch from v_sent[cardinality(v_sent)]
                + interval '1 minute' - v_now))));
    elsif cardinality(v_sent) >= 5 then
        return reply_problem('code_exhausted', json_build_object(
            'retryAfter', ceil(extract(epoch from v_sent[1]
                + interval '1 day' - v_now))));
    end if;
    if v_link.purpose = 'public' then
        v_wait := link_code_take(v_link, email_key);
    end if;
    if v_wait is not null then
        return reply_problem('too_many', json_build_object(
            'retryAfter', v_wait, 'isCrowded', true,
            'detail', 'So many codes were asked for here that no more are '
                'sent for a while.'));
    end if;
    v_is_listed := link_lists(v_link, email_key);
    update verification p
    set code_number = (code->>'number')::integer,
        code_check = case when v_is_listed
            then decode(code->>'check', 'hex') end,
        code_expires_at = v_now + interval '10 minutes',
        code_tries = 0,
        sent_at = v_sent || v_now
    where p.organization_id = v_link.organization_id
        and p.link_id = v_link.id and p.email_key = link_verify.email_key;
    if v_is_listed then
        -- As the list has it: of what is compared alike, a stranger's typing
        -- may be another mailbox where capitals count (RFC 5321, 2.4).
        perform mail_code(v_link, coalesce((select min(r.email)
            from recipient r
            where r.organization_id = v_link.organization_id
                and r.invitation_id = v_link.invitation_id
                and r.email_key = link_verify.email_key), email), code);
    end if;
    return reply_ok('{}');
end
$$;
