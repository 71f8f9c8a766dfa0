-- 0011-servers-that-lie-about-change.sql: some servers answer "not modified" for ever. A source is now and then read in
-- full all the same, less and less often while that shows nothing; once it shows a lie, its validators are not sent again.

alter table source
  add column body_sha256 bytea,                               -- of what was read in full last
  add column believed integer not null default 0,             -- "not modified" answers believed since then
  add column believe integer not null default 1,              -- how many of them are believed before the next full look
  add column lies boolean not null default false;
