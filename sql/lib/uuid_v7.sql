-- SPDX-License-Identifier: MIT
create or replace function uuid_v7() returns uuid
language plpgsql volatile as $$
-- Make an id that begins with the database's clock, so that indexes grow at
-- one end and rows sort by their making: 48 bits of milliseconds and, in
-- rand_a, 12 bits of the rest (RFC 9562, section 6.2, method 3).
-- Returns the id. Raises nothing, writes nothing.
declare
    v_us bigint := extract(epoch from clock_timestamp()) * 1000000;
begin
    return encode(substring(int8send(v_us / 1000) from 3)
        || substring(int8send(x'7000'::bigint + v_us % 1000 * 4096 / 1000)
            from 7)
        || substring(uuid_send(gen_random_uuid()) from 9), 'hex');
end
$$;
