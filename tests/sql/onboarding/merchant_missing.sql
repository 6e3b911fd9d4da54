-- SPDX-License-Identifier: MIT
select plan(7);

select given.organization('Shop', kind => 'merchant') as shop \gset
select id from given.merchant_invitation(:'shop') \gset
create function pg_temp.missing(id uuid, answers json) returns text
language plpgsql as $$
declare
    v_done reply := merchant_missing(given.link(id, 'only'), answers);
begin
    return concat_ws(' ', v_done.code, (
        select string_agg(concat_ws(' ', e->>'pointer', e->>'code'), ' ')
        from json_array_elements(v_done.body->'errors') e));
end
$$;
select is(pg_temp.missing(:'id', '{"firstName": "M", "lastName": "M",
        "legalName": "L", "address": {"line1": "1", "city": "C",
        "country": "DE"}}'), '', 'with all that is required it is well'),
    is(pg_temp.missing(:'id', '{"firstName": "M", "lastName": "M",
        "email": "a@example.com", "phone": "1", "legalName": "L",
        "tradingName": "T", "registrationNumber": "R",
        "address": {"line1": "1", "line2": "2", "city": "C", "region": "R",
        "postalCode": "P", "country": "DE"}}'), '',
        'and with all there is'),
    is(pg_temp.missing(:'id', '{}'), 'invalid_fields #/firstName required '
        '#/lastName required #/legalName required #/address/line1 required '
        '#/address/city required #/address/country required',
        'all that is missing is said at once'),
    is(pg_temp.missing(:'id', '{"firstName": "M", "lastName": null,
        "legalName": "L", "address": {"line1": "1", "city": null,
        "country": "DE"}}'), 'invalid_fields #/lastName required '
        '#/address/city required', 'null is missing'),
    is(pg_temp.missing(:'id', '{"firstName": "M", "lastName": "M",
        "legalName": "L", "address": null}'), 'invalid_fields '
        '#/address/line1 required #/address/city required '
        '#/address/country required', 'as is all of an address'),
    is(pg_temp.missing(:'id', '{"businessName": "B"}'), 'invalid_fields '
        '#/businessName unknown', 'what is not asked for is refused'),
    is(pg_temp.missing(:'id', '{"address.line1": "1"}'), 'invalid_fields '
        '#/address.line1 unknown', 'and so is a name with a dot');

select * from finish();
