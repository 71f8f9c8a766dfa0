-- 0010-the-review-desk.sql: what the desk needs beside claims and decisions.

-- Several decisions made at one stroke are undone at one stroke.
alter table decision add column batch uuid;
create index decision_batch on decision (batch) where batch is not null;

-- What a list shows and filters by: the decided layer where there is one, else the suggested one.
alter table claim
  add column shown_type text generated always as (coalesce(decided ->> 'type', type)) stored,
  add column shown_status text generated always as (coalesce(decided ->> 'status', fields ->> 'status')) stored,
  add column shown_facility text generated always as (coalesce(decided -> 'facility', fields -> 'facility') #>> '{}') stored;
create index claim_shown_type on claim (shown_type, id desc) where current;
create index claim_shown_facility on claim (shown_facility) where shown_facility is not null and current;
create index claim_article on claim (article_id);

-- Who works on an article now, so that two reviewers do not decide the same claims unaware. It lapses by itself.
create table review_hold (
  discovery_id bigint primary key references discovery on delete cascade,
  account_id bigint not null references account on delete cascade,
  until timestamptz not null
);

-- Filters that somebody wants to come back to: an address of the desk under a name.
create table saved_view (
  id bigint generated always as identity primary key,
  account_id bigint not null references account on delete cascade,
  name text not null check (name <> ''),
  address text not null,
  unique (account_id, name)
);

-- Failed log-ins, by account name and by address, for the rate limit. Rows older than a day are of no use.
create table login_failure (
  subject text not null,
  at timestamptz not null default clock_timestamp()
);
create index login_failure_subject on login_failure (subject, at);

-- Where each reader stopped reading alerts, and whether the desk's keys are on.
alter table account
  add column alerts_seen bigint not null default 0,
  add column keys_on boolean not null default true;

-- Words of articles: stems are made by us (PostgreSQL has none for Azerbaijani), so the plain words are kept here
-- and a stem is looked up as the beginning of a word.
create index article_words on article using gin (to_tsvector('simple', left(title || ' ' || text, 200000)));

create index contact_person on contact (person_id) where person_id is not null;
create index alert_claim on alert (claim_id) where claim_id is not null;

-- A form sent twice makes one watch.
create unique index watch_once on watch (account_id, name);
create index article_language on article (language) where language is not null;
