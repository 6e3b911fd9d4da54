-- SPDX-License-Identifier: MIT
create or replace function applicant_target(business_id uuid, email_key text)
returns text
language sql immutable as $$
    -- What only one live invitation may aim at: an address at a business.
    -- Raises nothing, writes nothing.
    select 'applicants:' || applicant_target.business_id || ':'
        || applicant_target.email_key
$$;
