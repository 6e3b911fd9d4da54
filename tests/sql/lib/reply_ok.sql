-- SPDX-License-Identifier: MIT
select plan(2);

select gen_random_uuid() as id \gset
select is(reply_ok('{"a": 1}', :'id', 3, 'pending')::text,
    row('pending', '{"a": 1}'::json, :'id'::uuid, 3, null)::reply::text,
    'what is done has a body, an id, a revision and perhaps an outcome');
select is(reply_ok(null)::text, row(null, null, null, null, null)::text,
    'all of which may be missing');

select * from finish();
