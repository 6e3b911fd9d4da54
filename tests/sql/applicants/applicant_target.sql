-- SPDX-License-Identifier: MIT
select plan(1);

select is(applicant_target('00000000-0000-0000-0000-000000000001',
    'a@example.com'),
    'applicants:00000000-0000-0000-0000-000000000001:a@example.com',
    'a target names the business and the address');

select * from finish();
