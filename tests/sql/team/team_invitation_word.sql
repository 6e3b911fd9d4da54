-- SPDX-License-Identifier: MIT
select plan(13);

select given.organization('Acme') as acme \gset
select id from given.team_invitation(:'acme') \gset
create function pg_temp.word(
    id uuid, state text default 'pending', delivery text default 'queued',
    resent_at timestamptz default null, at timestamptz default now()
) returns text
language plpgsql as $$
begin
    update invitation i set state = word.state, resent_at = word.resent_at
    where i.id = word.id;
    update recipient r set delivery_state = word.delivery
    where r.invitation_id = word.id;
    return team_invitation_word(i, word.at) from invitation i
    where i.id = word.id;
end
$$;
select is(pg_temp.word(:'id'), 'Pending', 'a new one is Pending');
select is(pg_temp.word(:'id', delivery => d), 'Pending',
    'so is one whose mail is ' || d)
from unnest('{sent,deferred,suppressed,none}'::text[]) d;
select is(pg_temp.word(:'id', delivery => 'failed'), 'Failed to send',
    'one whose mail is given up has failed to send');
select is(pg_temp.word(:'id', resent_at => now()), 'Resent',
    'one sent again is Resent');
select is(pg_temp.word(:'id', resent_at => now(), delivery => 'failed'),
    'Failed to send', 'unless that has failed too');
select is(pg_temp.word(:'id', s, 'failed', now()), initcap(s),
    'what is ' || s || ' is so whatever became of its mail')
from unnest('{accepted,revoked,expired}'::text[]) s;
select is(pg_temp.word(:'id', delivery => 'failed', at => expires_at),
        'Expired', 'its time ends to the moment'),
    is(pg_temp.word(:'id', at => expires_at - interval '1 us'), 'Pending',
        'and not before')
from invitation where id = :'id';

select * from finish();
