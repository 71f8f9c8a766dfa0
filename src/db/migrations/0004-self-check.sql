-- 0004-self-check.sql: each article is read a second way when there is time for it, to see whether its text may be cut.
-- That takes longer than all other steps together, so it is no step of the way.
alter table article add column checked boolean not null default false;
create index article_unchecked on article (id) where not checked;
