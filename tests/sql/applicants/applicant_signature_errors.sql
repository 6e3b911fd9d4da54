-- SPDX-License-Identifier: MIT
select plan(10);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root', kind => 'customer') as acme,
    given.organization('Other', :'root', kind => 'customer') as other,
    given.organization('Firm', :'root') as firm \gset
select given.caller(:'root') as caller \gset
select given.esign(:'acme', 'One') as one, given.esign(:'acme', 'Two') as two
\gset
select id from given.applicants(:'acme', documents =>
    array[:'one', :'two']::uuid[]) \gset
create function pg_temp.wrong(errors json[]) returns text
language sql as $$
    -- Which fields are wrong, and how.
    select string_agg(concat_ws(' ', e->>'pointer', e->>'code'), ', ')
    from unnest(errors) e
$$;
create function pg_temp.wrong(
    id uuid, templates uuid[], email_key text default 'jim@example.com',
    is_proof_given boolean default false, is_snake boolean default false
) returns text
language sql as $$
    select pg_temp.wrong(applicant_signature_errors(a, (
        select json_agg(json_build_object('templateId', t, 'name', 'Jim')
            order by n)
        from unnest(templates) with ordinality u (t, n)), email_key,
        is_proof_given, is_snake))
    from applicant_invitation a where a.invitation_id = wrong.id
$$;
select is(pg_temp.wrong(:'id', array[:'two', :'one']::uuid[]), null,
        'all documents signed is right'),
    is(pg_temp.wrong(:'id', array[:'one']::uuid[]), '#/signatures required',
        'one missing is not'),
    is(pg_temp.wrong(:'id', null),
        '#/signatures required, #/signatures required', 'nor are two'),
    is(pg_temp.wrong(:'id', array[:'one', :'two', :'one']::uuid[]),
        '#/signatures/2/templateId not_allowed', 'nor one twice'),
    is(pg_temp.wrong(:'id', array[:'acme', :'one', :'two']::uuid[],
        is_snake => true), '#/signatures/0/template_id not_allowed',
        'nor another document'),
    is(pg_temp.wrong(:'id', array[:'one', :'two']::uuid[], null),
        '#/proof required', 'the signer''s address is proved'),
    is(pg_temp.wrong(:'id', array[:'one', :'two']::uuid[], null, true),
        '#/proof not_allowed', 'by a good proof');
select id as bare from given.applicants(:'acme') \gset
select is(pg_temp.wrong(:'bare', null, null), null,
        'with nothing to sign nothing is asked'),
    is(pg_temp.wrong(:'bare', array[:'one']::uuid[], null),
        '#/signatures/0/templateId not_allowed', 'nor can be signed'),
    is(pg_temp.wrong(:'bare', null, null, true), '#/proof not_allowed',
        'and a bad proof is wrong');

select * from finish();
