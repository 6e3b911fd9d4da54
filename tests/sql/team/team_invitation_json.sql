-- SPDX-License-Identifier: MIT
select plan(8);

select given.organization('Acme') as acme \gset
select id from given.team_invitation(:'acme') \gset
select is(array(select json_object_keys(team_invitation_json(i))),
        '{safeMessage,id,businessId,businessName,email,role,status,createdAt,
        expiresAt,sentAt,resentAt,acceptedAt,revokedAt,sendFailureReason,
        licenseBillingStatus,licenseQuantity,licenseRenewalDate,
        licenseActivatedAt,licenseReleasedAt,delivery}'::text[],
        'the document''s fields in its order, then delivery'),
    is(team_invitation_json(i)->>'id', :'id', 'of that invitation'),
    is(team_invitation_json(i)->>'sendFailureReason', null,
        'nothing has failed'),
    is(team_invitation_json(i)->'delivery'->>'state', 'queued',
        'its mail waits'),
    is(team_invitation_json(i, 'Hello')->>'safeMessage', 'Hello',
        'a text stands where one is given')
from invitation i where id = :'id';
create function pg_temp.reason(id uuid, delivery text) returns text
language plpgsql as $$
begin
    update recipient r set delivery_state = delivery,
        delivery_error = '550 no such user'
    where r.invitation_id = reason.id;
    return team_invitation_json(i)->>'sendFailureReason' from invitation i
    where i.id = reason.id;
end
$$;
select is(pg_temp.reason(:'id', 'failed'), '550 no such user',
    'why it could not be sent');
select is(pg_temp.reason(:'id', 'suppressed'),
    'The address wants no more invitations from this business.',
    'or was not');
select is(pg_temp.reason(:'id', 'deferred'), null,
    'what is tried again has not failed');

select * from finish();
