-- SPDX-License-Identifier: MIT
select plan(5);

select is(applicant_word(s), wanted, s || ' is ' || wanted)
from (values ('pending', 'pending'), ('accepted', 'accepted'),
    ('rejected', 'declined'), ('revoked', 'revoked'),
    ('expired', 'expired')) v (s, wanted);

select * from finish();
