-- SPDX-License-Identifier: MIT
select plan(2);

select is(reply_problem('not_found')::text, '(not_found,,,,)',
    'a refusal is a code');
select is((reply_problem('too_many', '{"retryAfter": 7}')).body::text,
    '{"retryAfter": 7}', 'with what the problem says besides');

select * from finish();
