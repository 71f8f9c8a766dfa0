-- 0052-lists-at-any-size.sql: lists of people, places, outlets and incidents cost the same with a hundred claims and with a
-- hundred thousand: they are read along an index, and their numbers are counted in an index, and not to the end.

-- Whose newest claim this is, is seen without reading all the others.
create index claim_person_newest on claim_person (person_id, claim_id desc);
drop index claim_person_person;
create index mention_person_newest on mention (person_id, article_id desc) where person_id is not null;
drop index mention_person;
create index mention_facility_newest on mention (facility_id, article_id desc) where facility_id is not null;
drop index mention_facility;
-- What counts as told: suggested still, or decided and not rejected.
create index claim_told on claim (discovery_id) where (current or review <> 'suggested') and review <> 'rejected';
create index claim_told_facility on claim (shown_facility, id desc)
  where (current or review <> 'suggested') and review <> 'rejected' and shown_facility is not null;
create index discovery_stopped on discovery (outlet_id, state) where state in ('failed', 'set_aside');
create index incident_newest on incident (last_told desc, id desc) where status is not null;
drop index incident_last_told;
-- What hardly any claim has is looked for by itself, not claim by claim.
create index claim_victims on claim using gin (to_tsvector('simple', coalesce(decided, fields) ->> 'victims'));
create index claim_text_changed on claim (id desc) where text_changed;
create index article_may_be_cut on article (discovery_id) where may_be_cut is not null;
create index article_told on article ((coalesce(published, extracted_at)));
