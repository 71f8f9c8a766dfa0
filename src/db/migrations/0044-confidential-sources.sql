-- 0044-confidential-sources.sql: a source who could be harmed is named to nobody but those who may know. A reviewer marks
-- the field; an account sees such fields by its role, unless an admin said otherwise.

alter table claim add column has_secret boolean not null
  generated always as (coalesce(decided -> 'confidential' ? 'source', false)) stored;
create index claim_secret on claim (discovery_id) where has_secret;
alter table account add column sees_confidential boolean;   -- null: reviewers and admins do, readers do not
