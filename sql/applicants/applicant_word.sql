-- SPDX-License-Identifier: MIT
create or replace function applicant_word(status text) returns text
language sql immutable as $$
    -- A core status in this family's words. Raises nothing, writes nothing.
    select case applicant_word.status
        when 'rejected' then 'declined'
        else applicant_word.status end
$$;
