-- SPDX-License-Identifier: MIT
select plan(9);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme \gset
select id from given.invitation(:'acme') \gset
insert into recipient (organization_id, id, invitation_id, email, email_key)
values (:'acme', uuid_v7(), :'id', 'Two@Example.com', 'two@example.com'),
    (:'acme', uuid_v7(), :'id', 'three@example.com', 'three@example.com');
select link_add(:'acme', given.minted(), 'mailed', :'id', r.id)
from recipient r where email_key = 'two@example.com';
insert into address_limit (organization_id, email_key)
values (:'root', 'two@example.com');
delete from outbox;
select mail_invite_all(i) from invitation i;
select is(string_agg(email, ' ' order by lower(email)),
    'bolt@example.com Two@Example.com', 'each who has a link gets a mail')
from outbox;
select is(count(distinct link_id)::int, 2, 'with a link of his own')
from outbox;
select is(count(*)::int, 0, 'never the one that was returned')
from outbox o join link l on l.id = o.link_id where l.purpose <> 'mailed';
select is(string_agg(email_key || cardinality(sent_at), ' '
        order by email_key), 'bolt@example.com2 two@example.com1',
    'it is counted against each address, at the topmost organization')
from address_limit where organization_id = :'root';
select link_rotate(i, given.links(3)) from invitation i;
delete from outbox;
select mail_invite_all(i) from invitation i;
select is(count(*)::int, 2, 'after a rotation each gets one still')
from outbox;
select is(count(*)::int, 0, 'with a link that lives')
from outbox o join link l on l.id = o.link_id
where l.replaced_at is not null;

-- By telephone.
select given.organization('Shop', :'root', kind => 'merchant') as shop \gset
select id as phoned from given.merchant_invitation(:'shop', null,
    '+49 170 1234') \gset
select id as odd from given.merchant_invitation(:'shop', null, 'example')
\gset
delete from outbox;
select mail_invite_all(i) from invitation i where i.id = :'phoned';
select is(count(*)::int, 0, 'without a gateway no telephone is reached')
from outbox;
select mail_invite_all(i, '%s@sms.example') from invitation i
where i.id in (:'phoned', :'odd');
select is(string_agg(email, ' '), '491701234@sms.example',
    'with one those are that it can reach') from outbox;
select is(string_agg(email_key || cardinality(sent_at), ' '
    order by email_key), 'tel:4917012341 tel:example0',
    'which counts against the telephone')
from address_limit where email_key ~ '^tel:';

select * from finish();
