-- SPDX-License-Identifier: MIT
select plan(19);

select given.organization('Acme') as acme \gset
select license_set(:'acme', given.operator(), 5, now(), 'active');
create function pg_temp.preview(l link, token_hash text default null)
returns reply
language sql as $$
    select team_invitation_preview(l.organization_id, given.visitor(), l.id,
        coalesce(token_hash, given.hash(l)))
$$;
select id from given.team_invitation(:'acme', 'Jane@Example.com') \gset
update recipient set delivery_state = 'failed', delivery_error = '550'
where invitation_id = :'id';
select given.state() as before \gset
select is(array(select json_object_keys((r).body)),
        '{safeMessage,id,businessId,businessName,email,role,status,createdAt,
        expiresAt,sentAt,resentAt,acceptedAt,revokedAt,sendFailureReason,
        licenseBillingStatus,licenseQuantity,licenseRenewalDate,
        licenseActivatedAt,licenseReleasedAt}'::text[],
        'a link shows the document''s fields'),
    is((r).body->>'safeMessage', team_invitation_message(i),
        'with a text for a stranger'),
    is((r).body->>'email', 'Jane@Example.com',
        'who has the link by this address'),
    is((r).id, i.id, 'of its invitation')
from invitation i, pg_temp.preview(given.link(i.id)) r where i.id = :'id';
select is((pg_temp.preview(given.link(:'id'))).body->>m, null,
    m || ' is none of a stranger''s business')
from unnest('{sendFailureReason,licenseBillingStatus,licenseQuantity,
    licenseRenewalDate,licenseActivatedAt,licenseReleasedAt}'::text[]) m;
select is((pg_temp.preview(given.link(:'id'), repeat('0', 64))).code,
    'not_found', 'a forged token opens nothing');
select is((pg_temp.preview(null)).code, 'not_found', 'nor none');
select is(given.state(), :'before', 'and nothing is written');
select is((pg_temp.preview(given.link((given.invitation(:'acme')).id))).code,
    'not_found', 'nor does one of another family');
create function pg_temp.preview_in(id uuid, state text) returns reply
language plpgsql as $$
begin
    update invitation i set state = preview_in.state
    where i.id = preview_in.id;
    return pg_temp.preview(given.link(preview_in.id));
end
$$;
select is((pg_temp.preview_in(:'id', s)).code, 'invitation_' || s, s)
from unnest('{expired,revoked,rejected}'::text[]) s;
select is((pg_temp.preview_in(:'id', 'accepted')).body->>'status',
    'Accepted', 'one that was accepted is shown');
select link_rotate(i, given.links(1)) from invitation i where id = :'id';
select is((pg_temp.preview(l)).code, 'link_replaced',
    'but not by a link that was replaced')
from link l where l.invitation_id = :'id' and l.replaced_at is not null;

select * from finish();
