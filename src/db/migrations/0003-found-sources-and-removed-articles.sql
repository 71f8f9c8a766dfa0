-- 0003-found-sources-and-removed-articles.sql: a source that Vigil found by itself must outlive a look at the outlet's
-- file, which does not name it; and that an article has vanished from its outlet is a fact of its own, for what was
-- read from it stays.

alter table source add column found boolean not null default false;
alter table discovery add column removed_at timestamptz;  -- when the outlet no longer had it
