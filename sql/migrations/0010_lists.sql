-- SPDX-License-Identifier: MIT
-- What finds the rows of a list's page among very many.

-- One organization's feed, and everybody's of one type: event_feed passes
-- over all that happened to others, or was of another type.
create index event_by_organization
    on event (organization_id, transaction_id, id);
create index event_by_type on event (type, transaction_id, id);
-- What an address has received, in the order of its list.
drop index recipient_by_address;
create index recipient_by_address on recipient (email_key, invitation_id);
-- A team's few invitations among the many to connect.
create index invitation_of_team on invitation (organization_id, id)
    where kind = 'team';
