-- 0025-what-came-from-an-archive.sql: the lane tells how urgent the next step is and changes (a look back is not urgent);
-- whether an article was found in an archive or as news does not, and an outlet's habits are told from its news.

alter table discovery add column from_archive boolean not null default false;
update discovery set from_archive = true where lane = 'backfill';
