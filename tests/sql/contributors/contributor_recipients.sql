-- SPDX-License-Identifier: MIT
select plan(8);

select given.company() as water \gset
create function pg_temp.listed(
    id uuid, emails text[], email_keys text[], links json
) returns text
language plpgsql as $$
begin
    perform contributor_recipients(i, emails, email_keys, links)
    from invitation i where i.id = listed.id;
    return (select string_agg(r.email || ' ' || r.email_key, ', '
            order by r.id) from recipient r where r.invitation_id = listed.id);
end
$$;
select id from given.contributors(:'water') \gset
select is(pg_temp.listed(:'id', '{B@x.example,a@x.example,b@X.example}',
        '{b@x.example,a@x.example,b@x.example}', null),
    'B@x.example b@x.example, a@x.example a@x.example',
    'in the order given, as typed; one named twice is one');
select is((select count(*)::int from link
        where invitation_id = :'id' and purpose = 'mailed'), 0,
    'without links to mail there are none');
select is(delivery_state, 'none', 'and nothing to deliver'),
    is(target, null, 'any number of invitations may be for them')
from recipient where invitation_id = :'id' limit 1;

select given.links(3)::text as links \gset
select id from given.contributors(:'water') \gset
select is(pg_temp.listed(:'id', '{b@x.example,a@x.example}',
        '{b@x.example,a@x.example}', :'links'),
    'b@x.example b@x.example, a@x.example a@x.example',
    'with links to mail');
select is(string_agg(r.email || ' ' || (l.id::text =
            :'links'::json->(case r.email when 'b@x.example' then 1
                else 2 end)->>'id'), ', ' order by r.id),
    'b@x.example true, a@x.example true',
    'each gets one of their own, past the first')
from recipient r join link l on l.recipient_id = r.id
where r.invitation_id = :'id';

select id from given.contributors(:'water') \gset
select is(pg_temp.listed(:'id', null, null, null), null, 'none is none');
select is(pg_temp.listed(:'id', '{}', '{}', :'links'), null,
    'an empty list too');

select * from finish();
