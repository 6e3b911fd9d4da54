-- SPDX-License-Identifier: MIT
select plan(4);

select given.organization('Acme') as acme \gset
select code, body, id, revision from jsend_ok('Done', '{"a": 1}', :'acme', 3)
\gset
select is(:'body'::jsonb, '{"status": "success", "message": "Done",
    "data": {"a": 1}}', 'what was done is said in JSend');
select is(:'id'::text, :'acme', 'its id is kept'),
    is(:revision, 3, 'and its revision');
select is((jsend_ok('Done', '{}')).code, null, 'it is no refusal');

select * from finish();
