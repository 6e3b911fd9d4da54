-- SPDX-License-Identifier: MIT
select plan(1);

select is(array(select merchant_invitation_word(s)
        from unnest('{pending,accepted,rejected,revoked,expired}'::text[])
            with ordinality f(s, n) order by n),
    '{Pending,Completed,Declined,Revoked,Expired}',
    'each status has its word in this family');

select * from finish();
