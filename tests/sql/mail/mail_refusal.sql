-- SPDX-License-Identifier: MIT
select plan(10);

select given.organization('Acme') as acme \gset
create function pg_temp.refusal(invitation_id uuid, kind text default
    'invitation', at timestamptz default clock_timestamp()) returns text
language sql as $$
    select mail_refusal(o, refusal.at) from outbox o
    where o.kind = refusal.kind
        and o.organization_id = (select i.organization_id from invitation i
            where i.id = refusal.invitation_id)
        and (o.invitation_id = refusal.invitation_id or o.kind = 'code')
$$;
select id from given.invitation(:'acme') \gset
select given.state() as before \gset
select is(pg_temp.refusal(:'id'), null, 'a mail may go');
select is(given.state(), :'before', 'and nothing is written');

select id as expired from given.invitation(:'acme', 'e@example.com') \gset
select given.expired(:'expired');
select is(pg_temp.refusal(:'expired'), 'dead',
    'not one whose invitation has expired');
select id as rotated from given.invitation(:'acme', 'r@example.com') \gset
update link set replaced_at = clock_timestamp()
where invitation_id = :'rotated';
select is(pg_temp.refusal(:'rotated'), 'dead',
    'nor one whose link was replaced');
select id as over from given.invitation(:'acme', 'o@example.com') \gset
update invitation set state = 'accepted' where id = :'over';
select is(pg_temp.refusal(:'over'), 'dead', 'nor one that was accepted');
insert into suppression (organization_id, email_key)
values (:'acme', 'bolt@example.com');
select is(pg_temp.refusal(:'id'), 'suppressed',
    'nor one to an address that wants none');

select mail_code(given.link(:'id'), 'bolt@example.com', given.code('123456'));
select is(pg_temp.refusal(:'id', 'code'), null,
    'a code goes there all the same');
select is(pg_temp.refusal(:'id', 'code',
    clock_timestamp() + interval '11 minutes'), 'dead', 'until it expires');
select given.organization('Bolt') as bolt \gset
select mail_code(given.public_link(:'bolt'), 'a@example.com',
    given.code('123456'));
select is(mail_refusal(o, clock_timestamp()), null,
    'a code for a public link may go') from outbox o
where organization_id = :'bolt';
update public_invite_settings set is_enabled = false;
select is(mail_refusal(o, clock_timestamp()), 'dead',
    'but not once the link is closed') from outbox o
where organization_id = :'bolt';

select * from finish();
