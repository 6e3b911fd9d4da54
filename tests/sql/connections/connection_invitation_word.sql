-- SPDX-License-Identifier: MIT
select plan(1);

select is(array(select connection_invitation_word(s)
        from unnest('{pending,accepted,rejected,revoked,expired}'::text[])
            with ordinality f(s, n) order by n),
    '{pending,accepted,rejected,cancelled,expired}',
    'what the core calls revoked is cancelled here');

select * from finish();
