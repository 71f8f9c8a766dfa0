-- 0001-the-way-of-an-article.sql: outlets to suggested claims. The tables are the truth; queues only carry ids. Each
-- discovery has a state (what was reached) and `todo` (the step that comes next, null at its end): together they are
-- the outbox from which a sweep can enqueue again whatever a crash or a lost queue left unfinished.

create table outlet (
  id text primary key,                       -- path of its file under config/outlets without the ending
  definition jsonb not null,                 -- domain/outlet.ts
  enabled boolean not null,
  problem text,                              -- why its file can't be used; the last good definition stays
  seen_at timestamptz not null default now()
);

-- A feed, sitemap or section page, with the schedule: a lost Redis loses nothing of it.
create table source (
  id bigint generated always as identity primary key,
  outlet_id text not null references outlet on delete cascade,
  kind text not null check (kind in ('home', 'robots', 'feed', 'sitemap', 'section')),
  url text not null,
  every_ms bigint not null check (every_ms > 0),
  next_at timestamptz not null default now(),
  enabled boolean not null default true,
  lane text not null default 'live' check (lane in ('live', 'backfill')),
  etag text,
  last_modified text,
  crawled_at timestamptz,
  outcome text,                              -- a sentence for people: "12 seen, 3 new"
  advice text,
  failures integer not null default 0,
  cursor jsonb,                              -- where a back-fill goes on
  unique (outlet_id, kind, url)
);
create index source_due on source (next_at) where enabled;

create table discovery (
  id bigint generated always as identity primary key,
  outlet_id text not null references outlet on delete cascade,
  url text not null,                         -- canonical address, what is fetched
  url_hash bytea not null,                   -- sha256 of the outlet-independent identity of the address
  host text not null,                        -- host name with port: politeness is kept by it
  source_id bigint references source on delete set null,
  title text,                                -- hints from the feed, used where the page is silent
  published timestamptz,
  changed_at timestamptz,                    -- when the source said that the article was changed
  lane text not null default 'live' check (lane in ('live', 'backfill')),
  discovered_at timestamptz not null default now(),
  state text not null default 'discovered'
    check (state in ('discovered', 'captured', 'extracted', 'analysed', 'duplicate', 'set_aside', 'failed')),
  state_at timestamptz not null default now(),
  todo text default 'capture' check (todo in ('capture', 'render', 'extract', 'analyse', 'link', 'alert')),
  next_at timestamptz not null default now(),  -- not before: growing pauses between tries
  tries integer not null default 0,
  because text,                              -- why it stopped or waits, a word of the step
  advice text,                               -- what a person can do
  original_id bigint references discovery on delete set null deferrable initially deferred, -- duplicate: what it is a copy of
  recheck_at timestamptz,                    -- when to look whether it was edited
  constraint discovery_once unique (url_hash),
  -- An end state has no next step, and every stop has its reason.
  constraint discovery_end check (todo is not null or state in ('analysed', 'duplicate', 'set_aside', 'failed')),
  constraint discovery_reason check (state not in ('set_aside', 'failed') or because is not null)
);
create index discovery_todo on discovery (todo, next_at) where todo is not null;
create index discovery_host on discovery (host, lane desc, next_at, id) where todo in ('capture', 'render');
create index discovery_state on discovery (state);
create index discovery_outlet on discovery (outlet_id, discovered_at desc);
create index discovery_recheck on discovery (recheck_at) where recheck_at is not null;

-- Each step of an article's way: the article's page tells it from here.
create table step (
  id bigint generated always as identity primary key,
  discovery_id bigint not null references discovery on delete cascade,
  step text not null,
  started_at timestamptz not null,
  ms integer not null,
  outcome text not null,                     -- done | duplicate | unchanged | set_aside | try_later | failed
  because text,
  advice text
);
create index step_discovery on step (discovery_id, id);

-- Politeness over all workers on all machines: whoever holds the lease may ask, the next one after `free_at`.
create table host (
  host text primary key,
  lease text,                                -- who asks now
  lease_until timestamptz,
  free_at timestamptz not null default now(),
  back_off_ms bigint not null default 0,     -- grows with 429, 503 and broken connections, heals with successes
  robots jsonb,                              -- last robots.txt: status, text, fetched_at
  robots_until timestamptz
);

-- One fetch of one address. Written before anything reads it, never rewritten.
create table capture (
  id bigint generated always as identity primary key,
  discovery_id bigint not null references discovery on delete cascade,
  fetched_at timestamptz not null,
  url text not null,                         -- asked for
  final_url text not null,                   -- after redirects
  redirects jsonb not null default '[]',     -- [{url, status}]
  status integer not null,
  headers jsonb not null,                    -- [[name, value]] of the response
  content_type text,
  sha256 bytea not null,                     -- of the body as served
  size bigint not null,                      -- bytes of the body
  warc_file text not null,                   -- relative to the data folder
  warc_offset bigint not null,
  warc_length bigint not null,
  rendered boolean not null default false,
  screenshot text                            -- file relative to the data folder
);
create index capture_discovery on capture (discovery_id, id desc);

create table article (
  id bigint generated always as identity primary key,
  capture_id bigint not null unique references capture on delete cascade,
  discovery_id bigint not null references discovery on delete cascade,
  title text not null,
  byline text,
  published timestamptz,
  published_precision text check (published_precision in ('time', 'day')),
  language text,
  text text not null,                        -- never changed: offsets point into it
  text_sha256 bytea not null,
  confidence real not null default 1,
  may_be_cut text,                           -- why the text may lack something
  translation_of text,                       -- address of the original where the page says so
  extracted_at timestamptz not null default now()
);
create index article_discovery on article (discovery_id, id desc);
create index article_text on article (text_sha256);

-- Locality-sensitive keys of the text's shingles: near copies share at least one, so a look-up stays flat.
create table fingerprint (
  article_id bigint not null references article on delete cascade,
  band smallint not null,
  key bigint not null,
  primary key (article_id, band)
);
create index fingerprint_key on fingerprint (band, key);

create table analysis (
  id bigint generated always as identity primary key,
  article_id bigint not null references article on delete cascade,
  analyser text not null,                    -- version
  language text,
  at timestamptz not null default now(),
  ms integer not null,
  reading jsonb not null,                    -- people and facilities as read: domain/reading.ts
  unique (article_id, analyser)
);

create table person (
  id bigint generated always as identity primary key,
  name text not null,
  sound text not null,                       -- src/names soundKey
  spellings text[] not null default '{}',
  merged_into bigint references person deferrable initially deferred,
  created_at timestamptz not null default now()
);
create index person_sound on person (sound);

create table facility (
  id bigint generated always as identity primary key,
  name text not null unique,
  spellings text[] not null default '{}'
);

create table mention (
  id bigint generated always as identity primary key,
  article_id bigint not null references article on delete cascade,
  kind text not null check (kind in ('person', 'facility')),
  name text not null,                        -- full form in this article
  held boolean,
  starts integer not null,                   -- UTF-16 code units
  ends integer not null check (ends > starts),
  words text not null,
  person_id bigint references person,
  facility_id bigint references facility,
  mended_by text,                            -- the reviewer who mended this tag: no later analysis touches it
  unique (article_id, kind, starts, ends)
);
create index mention_person on mention (person_id) where person_id is not null;
create index mention_facility on mention (facility_id) where facility_id is not null;
create index mention_article on mention (article_id, kind, name);

-- Claims of several articles about the same thing: one type, one victim or group, one time.
create table incident (
  id bigint generated always as identity primary key,
  type text not null,
  first_told timestamptz not null,
  last_told timestamptz not null
);

-- What the analyser suggests or a reviewer adds. A reviewer judges words, so a claim without its sentence can't exist.
create table claim (
  id bigint generated always as identity primary key,
  discovery_id bigint not null references discovery on delete cascade,
  article_id bigint not null references article on delete cascade, -- the version that the evidence points into
  origin text not null check (origin in ('analyser', 'reviewer')),
  analyser text,
  current boolean not null default true,     -- false: the newest analysis no longer suggests it
  type text not null,
  fields jsonb not null,                     -- domain/claim.ts ClaimFields, as suggested; a decision has its own
  confidence real not null check (confidence between 0 and 1),
  evidence text not null check (evidence <> ''),
  evidence_start integer not null,
  evidence_end integer not null,
  also jsonb not null default '[]',
  why jsonb not null default '[]',
  text_changed boolean not null default false, -- the quote is gone from the article's newest version
  review text not null default 'suggested' check (review in ('suggested', 'accepted', 'corrected', 'rejected')),
  decided jsonb,                             -- ClaimFields as a reviewer decided; null while suggested
  incident_id bigint references incident,
  created_at timestamptz not null default now(),
  check (evidence_end > evidence_start)
);
create index claim_discovery on claim (discovery_id);
create index claim_incident on claim (incident_id) where incident_id is not null;
create index claim_review on claim (review, created_at desc) where current;
-- Twice the same suggestion is impossible, whatever runs twice.
create unique index claim_once on claim (article_id, type, evidence_start, evidence_end, md5(fields ->> 'victims'), md5(coalesce(fields ->> 'victimGroup', '')))
  where origin = 'analyser';

create table claim_person (
  claim_id bigint not null references claim on delete cascade,
  person_id bigint not null references person,
  primary key (claim_id, person_id)
);
create index claim_person_person on claim_person (person_id);

create table contact (
  id bigint generated always as identity primary key,
  article_id bigint not null references article on delete cascade,
  kind text not null,
  person text not null,
  person_id bigint references person,
  event_date jsonb,
  evidence text not null,
  evidence_start integer not null,
  evidence_end integer not null,
  unique (article_id, kind, person, evidence_start)
);
