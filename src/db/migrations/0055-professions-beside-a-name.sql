-- 0055-professions-beside-a-name.sql: what a person is by profession in an article, by the names of config/professions.txt:
-- two namesakes of professions that do not go together are asked about and not joined (docs/decisions/0055).

alter table mention add column professions text[];
