-- SPDX-License-Identifier: MIT
create or replace function contributor_prefill(prefill json) returns json
language sql stable as $$
    -- What a form shall start from, as it was given: none of its members
    -- that were left out or null. Raises nothing, writes nothing.
    select json_strip_nulls(json_build_object(
        'datasourceId', p->'datasourceId',
        'url', p->'url',
        'country', p->'country',
        'initialSites', p->'initialSites',
        'utilityTypes', p->'utilityTypes',
        'connectionOwnerEmail', p->'connectionOwnerEmail',
        'dataCollectionStartDate', p->'dataCollectionStartDate'))
    from (select contributor_prefill.prefill) f (p)
$$;
