-- 0047-feeds-of-records.sql: what is told of a person, place, outlet or incident, for a feed reader. A feed reader can't sign
-- in: the key in the address opens it. It is somebody's own, so that it ends with their account, and can be renewed.
create table record_feed (
  id bigint generated always as identity primary key,
  account_id bigint not null references account on delete cascade,
  kind text not null check (kind in ('person', 'facility', 'outlet', 'incident')),
  record text not null,                      -- its id, as in the address of its page
  key text not null unique,
  created_at timestamptz not null default now(),
  unique (account_id, kind, record)
);
