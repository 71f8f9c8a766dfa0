-- 0030-linking-many-at-once.sql: what linking reads of an article must not grow with the archive.

-- A place that is often named lies in ever more tellings: where an incident about a group happened is kept with it, so
-- that a new claim is compared with the incidents of its type and not with their claims.
alter table incident add column places text[] not null default '{}';
update incident set places = array(
  select distinct shown_facility from claim
  where claim.incident_id = incident.id and shown_facility is not null
    and coalesce(decided, fields) ->> 'victimGroup' is not null
    and not exists (select from claim_person where claim_id = claim.id));
create index incident_places on incident (type, last_told desc) where places <> '{}';

-- The newest claims of an incident, and the newest articles that name a person, without sorting them all.
drop index claim_incident;
create index claim_incident on claim (incident_id, id desc) where incident_id is not null;
drop index mention_person;
create index mention_person on mention (person_id, article_id desc) where person_id is not null;

-- Each claim and mention is written twice, and each index with it. These two answered what others answer as well.
drop index claim_of_type;
drop index mention_article;
