-- 0020-incidents-and-origins.sql: an incident tells how it stands, how urgent it is and from how many independent places
-- it was told; the articles that tell it have their origin, copies included.

alter table incident
  add column status text check (status in ('alleged', 'denied', 'feared', 'resolved')),
  add column urgency text check (urgency in ('going_on', 'to_come', 'past', 'unclear')),
  add column urgency_rule text,
  add column urgency_word text,
  add column origins integer not null default 0; -- two or more: corroborated
create index incident_last_told on incident (last_told desc);

-- How an incident stood over time; the claim that told it.
create table incident_status (
  incident_id bigint not null references incident on delete cascade,
  told timestamptz not null,
  status text not null,
  claim_id bigint not null references claim on delete cascade,
  primary key (incident_id, told, claim_id)
);

-- Each article that tells an incident, and where it has it from. Articles with one key count as one origin.
create table incident_origin (
  incident_id bigint not null references incident on delete cascade,
  discovery_id bigint not null references discovery on delete cascade,
  kind text not null check (kind in ('own', 'credited', 'translation', 'repost')),
  key text not null,
  taken_from text,
  why text not null,
  told timestamptz not null,
  primary key (incident_id, discovery_id)
);
create index incident_origin_discovery on incident_origin (discovery_id);

-- Facts that somebody has found out or has no need of any more: ticked off, with who and when.
create table incident_fact (
  incident_id bigint not null references incident on delete cascade,
  fact text not null,
  account_name text not null,
  note text,
  at timestamptz not null default now(),
  primary key (incident_id, fact)
);

-- Why a claim belongs to its incident, for the reviewer.
alter table claim add column incident_why jsonb not null default '[]';
create index discovery_original on discovery (original_id) where original_id is not null;
