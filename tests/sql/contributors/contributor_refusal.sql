-- SPDX-License-Identifier: MIT
select plan(12);

select given.company() as water \gset
select (given.contributors(:'water'))::text as bare,
    (given.contributors(:'water', prefill => '{"url": "https://p.example"}'))
        ::text as by_url,
    (given.contributors(:'water', prefill => '{"datasourceId": "1"}'))::text
        as by_id,
    (given.editors((given.utility_connection(:'water')).id))::text as edit
\gset
create function pg_temp.wrong(
    i invitation, answers json, sealed json default null
) returns text
language plpgsql as $$
begin
    return (select concat_ws(' ', r.code, r.body->'errors'->0->>'pointer',
            r.body->'errors'->0->>'code')
        from contributor_refusal(i, given.filled(
            given.link(i.id, 'returned'), answers, sealed => sealed)) r);
end
$$;
select is(pg_temp.wrong(:'bare', '{}', given.sealed()),
    'invalid_fields #/url required', 'a utility must be named');
select is(pg_temp.wrong(:'bare', '{"url": null, "accountNumber": "7"}'),
    'invalid_fields #/url required', 'null names none');
select is(pg_temp.wrong(:'bare', '{"url": "https://a.example"}'), '',
    'by its site');
select is(pg_temp.wrong(:'bare', '{"datasourceId": "1"}'), '',
    'or by its id');
select is(pg_temp.wrong(i::invitation,
        '{"datasourceId": "1", "url": "https://a.example"}'),
    'invalid_fields #/url not_allowed', 'not by both')
from unnest(array[:'bare', :'by_url', :'edit']) i;
select is(pg_temp.wrong(:'by_url', '{}'), '', 'a prefill may name it');
select is(pg_temp.wrong(:'by_id', '{"url": "https://a.example"}'), '',
    'the form another');
select is(pg_temp.wrong(:'edit', '{}'),
    'invalid_fields #/password required', 'an edit says something');
select is(pg_temp.wrong(:'edit', '{}', given.sealed()), '', 'credentials');
select is(pg_temp.wrong(:'edit', '{"accountNumber": "7"}'), '',
    'or anything else');

select * from finish();
