-- 0026-merged-persons.sql: a person is compared under the names of those merged into it; without this each comparison
-- would read the whole register.
create index person_merged on person (merged_into) where merged_into is not null;
-- The newest claims of a type, among which a claim about a group looks for its event.
create index claim_of_type on claim (shown_type, id desc) where incident_id is not null;
-- New persons come with every article: a list of what is not in the index yet would be read at each look-up.
alter index person_sound_words set (fastupdate = off);
