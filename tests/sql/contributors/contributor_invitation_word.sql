-- SPDX-License-Identifier: MIT
select plan(4);

select is(contributor_invitation_word(core), word,
    core || ' is ' || word || ' here')
from (values ('pending', 'ACTIVE'), ('accepted', 'FULFILLED'),
    ('revoked', 'REVOKED'), ('expired', 'EXPIRED')) v (core, word);

select * from finish();
