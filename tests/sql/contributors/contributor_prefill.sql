-- SPDX-License-Identifier: MIT
select plan(4);

select is(contributor_prefill('{"country": "AT", "datasourceId": null,
        "utilityTypes": ["GAS"], "initialSites": [],
        "connectionOwnerEmail": "O@example.com",
        "connectionOwnerEmail_key": "o@example.com",
        "url": "https://power.example",
        "dataCollectionStartDate": "2024-02-29"}')::text,
    '{"url":"https://power.example","country":"AT","initialSites":[],'
    '"utilityTypes":["GAS"],"connectionOwnerEmail":"O@example.com",'
    '"dataCollectionStartDate":"2024-02-29"}',
    'what was given is kept, and nothing else');
select is(contributor_prefill('{"datasourceId": "1"}')::text,
    '{"datasourceId":"1"}', 'a utility by its id');
select is(contributor_prefill('{}')::text, '{}', 'nothing is nothing');
select is(contributor_prefill(null)::text, '{}', 'so is what is absent');

select * from finish();
