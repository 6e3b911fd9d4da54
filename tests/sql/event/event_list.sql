-- SPDX-License-Identifier: MIT
select plan(29);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme,
    given.organization('Bolt', :'root') as bolt,
    given.organization('Other') as other \gset
select given.caller(:'root', 'organizations:read') as caller,
    given.caller(:'acme', 'organizations:read') as lesser \gset
select gen_random_uuid() as invitation \gset
select event_write(:'acme', 'key.created', 'cli', null);
select event_write(:'bolt', 'invitation.sent', 'cli', null, :'invitation');
select event_write(:'other', 'key.created', 'cli', null);
select event_write(:'acme', 'invitation.sent', 'cli', null);
select event_write(:'acme', 'key.revoked', 'cli', null);
select given.settled();
select array_agg(id order by id)::text as ids from event \gset

select given.guards(
    'event_list(null, $1, null, null, null, null, 10)', null);

create function pg_temp.page(
    caller json, organization_id uuid default null,
    invitation_id uuid default null, type text default null,
    after uuid default null, page_after uuid default null,
    page_limit integer default 10
) returns table (code text, ids uuid[], cursor text)
language plpgsql as $$
declare
    v_done reply := event_list(organization_id, caller, invitation_id, type,
        after, page_after, page_limit);
begin
    return query select v_done.code,
        array(select (e->>'id')::uuid
            from json_array_elements(v_done.body->'data') e),
        v_done.body->>'nextCursor';
end
$$;
create function pg_temp.some(ids uuid[], variadic at integer[])
returns uuid[]
language sql as $$
    select array(select ids[n] from unnest(at) with ordinality f(n, o)
        order by o)
$$;

select is(p.ids, pg_temp.some(:'ids', 1, 2, 4, 5),
        'the feed of an organization and of all below it, oldest first'),
    is(p.cursor, null, 'the last page has no cursor')
from pg_temp.page(:'caller') p;
select is(p.ids, pg_temp.some(:'ids', 1, 4, 5),
    'the feed of one that has none below')
from pg_temp.page(:'lesser') p;
select is(p.ids, pg_temp.some(:'ids', 1, 4, 5),
    'organizationId: only what happened to that one')
from pg_temp.page(:'caller', :'acme') p;
select is(p.ids, '{}', 'nothing, if it is none of the caller''s')
from pg_temp.page(:'caller', :'other') p;
select is(p.ids, pg_temp.some(:'ids', 2),
    'invitationId: only what happened to that invitation')
from pg_temp.page(:'caller', invitation_id => :'invitation') p;
select is(p.ids, pg_temp.some(:'ids', 2, 4), 'type: only those of that type')
from pg_temp.page(:'caller', type => 'invitation.sent') p;

select is(p.ids, pg_temp.some(:'ids', 1, 2), 'a page has page_limit items'),
    is(p.cursor, chr(1) || 'cursor ' || (:'ids'::uuid[])[2],
        'and a cursor if there are more')
from pg_temp.page(:'caller', page_limit => 2) p;
select is(p.ids, pg_temp.some(:'ids', 4, 5),
        'the next page goes on behind it'),
    is(p.cursor, null, 'to the end')
from pg_temp.page(:'caller', page_limit => 2,
    page_after => (:'ids'::uuid[])[2]) p;
select is(p.ids, pg_temp.some(:'ids', 4, 5), 'after: so does that')
from pg_temp.page(:'caller', after => (:'ids'::uuid[])[2]) p;
select is(p.ids, pg_temp.some(:'ids', 5),
    'the cursor is further than the after it came with')
from pg_temp.page(:'caller', after => (:'ids'::uuid[])[2],
    page_after => (:'ids'::uuid[])[4]) p;
select is(p.ids, '{}', 'nothing is behind the last')
from pg_temp.page(:'caller', after => (:'ids'::uuid[])[5]) p;
select is(p.ids, pg_temp.some(:'ids', 4, 5),
    'after may be an event that the filters leave out')
from pg_temp.page(:'caller', :'acme', after => (:'ids'::uuid[])[2]) p;

select is(p.code, 'malformed', 'after must be an event')
from pg_temp.page(:'caller', after => gen_random_uuid()) p;
select is(p.code, 'malformed', 'of the caller''s own feed')
from pg_temp.page(:'caller', after => (:'ids'::uuid[])[3]) p;
select is(p.code, 'malformed', 'which the cursor must be too')
from pg_temp.page(:'lesser', page_after => (:'ids'::uuid[])[2]) p;

-- Transactions are in the order of their ids, however their clocks ran.
update event set transaction_id = '200' where id = (:'ids'::uuid[])[1];
select is(p.ids, pg_temp.some(:'ids', 2, 4, 5, 1),
    'the feed goes by transaction first')
from pg_temp.page(:'caller') p;
select is(p.ids, pg_temp.some(:'ids', 1), 'and goes on so')
from pg_temp.page(:'caller', after => (:'ids'::uuid[])[5]) p;
update event set transaction_id = '100';
select is(p.ids, pg_temp.some(:'ids', 1, 2, 4, 5),
    'the events of one transaction are in the order of their ids')
from pg_temp.page(:'caller') p;
select is(p.ids, pg_temp.some(:'ids', 4, 5), 'also across pages')
from pg_temp.page(:'caller', after => (:'ids'::uuid[])[2]) p;

update event set transaction_id = pg_current_xact_id()
where id = (:'ids'::uuid[])[2];
select is(p.ids, pg_temp.some(:'ids', 1, 4, 5),
    'an event of a transaction under way is held back')
from pg_temp.page(:'caller') p;
update event set transaction_id
    = (pg_current_xact_id()::text::bigint + 1)::text::xid8
where id = (:'ids'::uuid[])[5];
select is(p.ids, pg_temp.some(:'ids', 1, 4),
    'and so is all that could come before it')
from pg_temp.page(:'caller') p;

select * from finish();
