-- 0042-what-a-newer-analyser-says.sql: a decision is never touched by a new analysis; what the newest one says of a
-- decided claim stands beside it. And an archive is read again in the slow lane, by a run that can be stopped.

create table later_suggestion (
  claim_id bigint primary key references claim on delete cascade,
  analyser text not null,
  at timestamptz not null default now(),
  fields jsonb,                              -- null: the newest analysis no longer suggests it
  why jsonb not null default '[]'
);

create table reanalysis (
  id bigint generated always as identity primary key,
  analyser text not null,                    -- what is read with; when it changes meanwhile, the run begins anew
  outlet_id text references outlet on delete cascade, -- null: all
  asked_by text not null,
  began_at timestamptz not null default now(),
  ended_at timestamptz,
  state text not null default 'running' check (state in ('running', 'stopped', 'done')),
  total integer not null,
  fed integer not null default 0,            -- articles handed to the analyser so far
  cursor bigint not null default 0,          -- the last discovery that was handed on
  upto bigint not null,                      -- what comes after the start is read by the new analyser anyway
  batch bigint[] not null default '{}'       -- handed on and not yet read
);
-- One at a time: two would only wait for each other.
create unique index reanalysis_one on reanalysis ((true)) where state <> 'done';
