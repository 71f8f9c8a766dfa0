-- 0026-merged-persons.sql: a person is compared under the names of those merged into it; without this each comparison
-- would read the whole register.
create index person_merged on person (merged_into) where merged_into is not null;
