-- SPDX-License-Identifier: MIT
select plan(8);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root', kind => 'customer') as acme,
    given.organization('Other', :'root', kind => 'customer') as other,
    given.organization('Firm', :'root') as firm \gset
select given.caller(:'root') as caller \gset
select given.esign(:'acme') as one, given.esign(:'acme') as two,
    given.esign(:'other') as alien, given.questions(:'acme') as questions,
    given.questions(:'other') as strange \gset
create function pg_temp.wrong(errors json[]) returns text
language sql as $$
    -- Which fields are wrong, and how.
    select string_agg(concat_ws(' ', e->>'pointer', e->>'code'), ', ')
    from unnest(errors) e
$$;
select is(pg_temp.wrong(applicant_template_errors(:'acme', id, ids, questions,
    answers)), wanted, name)
from (values
    (null::uuid, null::uuid[], null::uuid, null::json, null::text,
        'none is needed'),
    (:'one', array[:'one', :'two']::uuid[], :'questions',
        '{"size": 1}', null, 'all may be there'),
    (null, null, :'questions', null, null, 'questions without answers'),
    (null, null, null, '{}', null, 'no answers to no questions'),
    (null, null, null, '{"size": 1}', '#/custom_fields not_allowed',
        'but no answers without'),
    (:'alien', array[:'two', :'acme']::uuid[], null, null,
        '#/esign_template_id not_allowed, #/esign_templates/1 not_allowed',
        'documents of one''s own'),
    (null, null, :'strange', '{"size": 1}',
        '#/custom_field_template_id not_allowed', 'questions of one''s own'),
    (null, null, :'questions', '{"size": "1", "z": 1}',
        '#/custom_fields/size wrong_type, #/custom_fields/z unknown',
        'and answers that fit'))
    v (id, ids, questions, answers, wanted, name);

select * from finish();
