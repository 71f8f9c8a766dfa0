-- 0022-what-a-watch-asks.sql: a watch is a set of conditions that must all hold: a person, a place, claim types, words.
-- It says which kinds of alert it wants, from when, and what somebody said of its findings.

alter table watch
  add column of_person boolean not null default true, -- name and spellings are a person's; false: name is only a title
  add column father text,                     -- patronymic: namesakes with another one do not count
  add column leave_out text[] not null default '{}', -- a sentence with one of these words is about somebody else
  add column held_at text,                    -- where the person is held: group claims there are hints
  add column facility text,
  add column claim_types text[] not null default '{}',
  add column words text[] not null default '{}', -- each must stand in the article; "a|b": either
  add column wants text[] not null default '{mention,suggested,accepted,change,silence}',
  add column muted_until timestamptz,
  add column silence jsonb not null default '{}', -- {"visit": 60, "any": 30}: days after which silence is told
  add column backfilled_at timestamptz;       -- when the archive was asked for, if ever

-- What the owner of a watch said of a finding: heeded by every later one.
create table watch_judgement (
  id bigint generated always as identity primary key,
  watch_id bigint not null references watch on delete cascade,
  answer text not null check (answer in ('same', 'different')),
  person_id bigint references person on delete cascade,
  origin text not null,                       -- the article it was said of, its copies too
  account_name text not null,
  at timestamptz not null default now(),
  unique (watch_id, origin)
);

alter table alert drop constraint alert_kind_check;
update alert set kind = 'suggested' where kind = 'claim';
alter table alert
  add constraint alert_kind_check check (kind in ('mention', 'suggested', 'accepted', 'change', 'silence')),
  alter column discovery_id drop not null,    -- a silence may have no article at all
  alter column article_id drop not null,
  add column incident_id bigint references incident on delete set null,
  add column hint boolean not null default false, -- a claim about a group where the person is held, not about the person
  add column review text not null default 'suggested',
  add column rule text not null default 'name', -- why it matched, a key for the reader's language
  add column words text[] not null default '{}', -- the words of the article that matched
  add column sentence text not null default '',
  add column urgency text,
  add column detail jsonb not null default '{}', -- status of a change; kind, days and last day of a silence
  add column backfill boolean not null default false;
create index alert_incident on alert (incident_id) where incident_id is not null;
create index alert_discovery on alert (discovery_id) where discovery_id is not null;

-- Claims that somebody decided, and originals that a copy was found of: their incidents and watches are still to be told.
create table claim_todo (
  claim_id bigint primary key references claim on delete cascade,
  at timestamptz not null default clock_timestamp()
);
create function claim_was_decided() returns trigger language plpgsql as $$
begin
  insert into claim_todo (claim_id) values (new.id) on conflict do nothing;
  return null;
end $$;
create trigger claim_decided after update on claim for each row
  when (old.review is distinct from new.review or old.decided is distinct from new.decided)
  execute function claim_was_decided();
create trigger claim_added_by_hand after insert on claim for each row
  when (new.origin = 'reviewer') execute function claim_was_decided();
create function copy_was_found() returns trigger language plpgsql as $$
begin
  insert into claim_todo (claim_id) select id from claim where discovery_id = new.original_id and incident_id is not null
  on conflict do nothing;
  return null;
end $$;
create trigger discovery_copied after update on discovery for each row
  when (new.original_id is not null and old.original_id is distinct from new.original_id)
  execute function copy_was_found();

-- When an outlet had no working source: silence is not counted then.
create table outlet_outage (
  outlet_id text not null references outlet on delete cascade,
  since timestamptz not null,
  until timestamptz,
  primary key (outlet_id, since)
);
create unique index outlet_outage_open on outlet_outage (outlet_id) where until is null;
