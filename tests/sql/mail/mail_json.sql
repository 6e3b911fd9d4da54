-- SPDX-License-Identifier: MIT
select plan(18);

select given.organization('Acme', null, 'acme@example.com') as acme \gset
select id from given.invitation(:'acme', 'Bolt@Example.com') \gset
select mail_code(given.link(:'id'), 'c@example.com', given.code('123456'));
update organization set brand_color = '#abcdef';
create function pg_temp.json(kind text) returns jsonb
language sql as $$
    select mail_json(o)::jsonb from outbox o where o.kind = json.kind
$$;
select given.state() as before \gset
select is(array(select jsonb_object_keys(pg_temp.json('invitation')) k
        order by k),
    '{brandColor,businessName,code,createdAt,email,expiresAt,id,invitationId,'
    'invitationKind,inviterName,isEdit,isLast,kind,leaseId,locale,logo,message,'
    'organizationEmail,organizationLocale,organizationName,party,reader,role,'
    'unsubscribeUrl,url}',
    'a mail has these members');
select is(pg_temp.json('invitation') - '{id,createdAt,expiresAt,url,'
        'unsubscribeUrl}'::text[],
    jsonb_build_object('leaseId', null, 'kind', 'invitation',
        'email', 'Bolt@Example.com', 'locale', null,
        'organizationLocale', null,
        'invitationId', :'id', 'invitationKind', 'connections',
        'organizationName', 'Acme', 'organizationEmail', 'acme@example.com',
        'inviterName', 'Jane', 'message', 'Join us.', 'role', null,
        'isEdit', false, 'isLast', false, 'businessName', null, 'code', null,
        'party', null, 'reader', null, 'logo', null,
        'brandColor', '#abcdef'),
    'with what it says');
select is(pg_temp.json('invitation')->>'url',
    link_mark('url', given.link(:'id')), 'its link is a mark');
select is(pg_temp.json('invitation')->>'unsubscribeUrl',
    link_mark('unsubscribe', given.link(:'id')), 'so is the way out');
select is(pg_temp.json('invitation')->>'expiresAt', wire_time(expires_at),
    'it says until when') from invitation where id = :'id';
select ok(starts_with(pg_temp.json('code')->>'code', chr(1) || 'code 1 '),
    'a code is a mark');
select is(pg_temp.json('code')->'expiresAt', to_jsonb(wire_time(give_up_at)),
    'with its own end') from outbox where kind = 'code';
select is(given.state(), :'before', 'and nothing is written');

select mail_notice(:'acme', 'rejected', :'id', 'Bolt', 'No.');
select is(pg_temp.json('rejected') - '{id,createdAt,expiresAt,'
        'invitationId}'::text[],
    jsonb_build_object('leaseId', null, 'kind', 'rejected',
        'email', 'acme@example.com', 'locale', null,
        'organizationLocale', null,
        'invitationKind', 'connections', 'organizationName', 'Acme',
        'organizationEmail', 'acme@example.com', 'inviterName', 'Jane',
        'message', 'No.', 'role', null, 'isEdit', false,
        'isLast', false, 'businessName', null, 'code', null, 'url', null,
        'unsubscribeUrl', null, 'party', 'Bolt', 'reader', 'Acme',
        'brandColor', '#abcdef', 'logo', null),
    'a notice says who did it, in their words, and has no link');
select mail_notice(:'acme', 'asked', :'id', null);
select is(pg_temp.json('asked')->>'message', null,
    'the inviter''s own message is not quoted to them');

update organization set brand_logo = 'data:image/png;base64,QUI='
where id = :'acme';
select is(pg_temp.json('code')->>'logo', 'QUI=', 'a PNG logo goes along');
update organization set brand_logo = 'data:image/svg+xml;base64,QUJD'
where id = :'acme';
select is(pg_temp.json('code')->>'logo', null, 'an SVG one does not');
update organization
set brand_logo = 'data:image/png;base64,' || repeat('A', 16388)
where id = :'acme';
select is(pg_temp.json('code')->>'logo', null, 'nor one that is too large');

select given.organization('Shop', kind => 'merchant') as shop \gset
select id as phoned from given.merchant_invitation(:'shop', null,
    '+49 170 1234', '%s@sms.example') \gset
select is(pg_temp.json('sms')->>'url', link_mark('url',
    given.link(:'phoned', 'only')), 'a text message has its link');
select is(pg_temp.json('sms')->>'unsubscribeUrl', null, 'and no way out');

-- What only one family's mail says.
create function pg_temp.about(i invitation, member text) returns text
language sql as $$
    select mail_json(o)->>about.member from outbox o
    where o.organization_id = i.organization_id and o.invitation_id = i.id
$$;
select is(pg_temp.about(given.team_invitation(:'acme', role => 'Admin'),
    'role'), 'Admin', 'a team''s mail says to which role');
select id as applied from given.applicants(
    given.organization('Bank', kind => 'customer')) \gset
select is(pg_temp.about(i, 'businessName'), b.name,
    'an applicant''s for which business')
from invitation i, applicant_business b
where i.id = :'applied' and b.organization_id = i.organization_id;
select c.id as utility from given.utility_connection(given.company()) c \gset
select is(pg_temp.about(given.editors(:'utility', '{carl@example.com}',
    is_mailed => true), 'isEdit'), 'true',
    'a contributor''s that a connection is edited');

select * from finish();
