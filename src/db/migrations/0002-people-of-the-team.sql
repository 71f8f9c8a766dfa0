-- 0002-people-of-the-team.sql: who reviews and what they decided. Decisions are only ever added, and each carries the
-- hash of the one before, so that a changed letter is found (`vigil verify`).

create table account (
  id bigint generated always as identity primary key,
  name text not null,
  role text not null check (role in ('admin', 'reviewer', 'reader')),
  password_hash text not null,
  zone text not null default 'UTC',
  language text not null default 'en',
  created_at timestamptz not null default now(),
  disabled_at timestamptz
);
create unique index account_name on account (lower(name));

create table session (
  key_hash bytea primary key,                -- sha256 of the cookie: a stolen table signs nobody in
  account_id bigint not null references account on delete cascade,
  form_key text not null,                    -- proves that a form came from our page
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null
);

create table token (
  key_hash bytea primary key,
  account_id bigint not null references account on delete cascade,
  label text not null default '',
  created_at timestamptz not null default now()
);

-- One-time links that make the first account.
create table invitation (
  key_hash bytea primary key,
  expires_at timestamptz not null
);

create table decision (
  id bigint generated always as identity primary key,
  claim_id bigint not null,                  -- no reference: the history outlives what is forgotten
  account_name text not null,
  at timestamptz not null default clock_timestamp(),
  act text not null check (act in ('accept', 'correct', 'reject', 'undo', 'add')),
  reason text,
  before jsonb,
  after jsonb not null,
  forgotten boolean not null default false,  -- texts were removed; content_hash keeps the chain whole
  content_hash bytea not null,               -- sha256 over the decision's own content
  previous_hash bytea not null,
  hash bytea not null unique                 -- sha256(previous_hash || content_hash)
);
create index decision_claim on decision (claim_id, id);

create function refuse_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.forgotten and new.hash = old.hash and new.previous_hash = old.previous_hash
     and new.content_hash = old.content_hash and new.id = old.id and new.claim_id = old.claim_id then
    return new;                              -- vigil forget blanks the texts and leaves the hashes
  end if;
  raise exception 'the history of decisions is append-only';
end $$;
create trigger decision_append_only before update or delete on decision for each row execute function refuse_change();

create table watch (
  id bigint generated always as identity primary key,
  account_id bigint not null references account on delete cascade,
  name text not null,
  spellings text[] not null default '{}',
  feed_key text not null unique,             -- in the feed's address; its owner can have a new one
  created_at timestamptz not null default now(),
  muted boolean not null default false
);

-- Once for each watch, kind, subject and origin, ever.
create table alert (
  id bigint generated always as identity primary key,
  watch_id bigint not null references watch on delete cascade,
  kind text not null check (kind in ('mention', 'claim')),
  subject text not null,                     -- mention: the watch's person; claim: type, victims and time
  origin text not null,                      -- the article that first told it (copies have their original's)
  discovery_id bigint not null references discovery on delete cascade,
  article_id bigint not null references article on delete cascade,
  claim_id bigint references claim on delete set null,
  mention text not null,
  reason text not null,                      -- words matched, rule and sentence
  score real not null,
  at timestamptz not null default clock_timestamp(),
  unique (watch_id, kind, subject, origin)
);
create index alert_watch on alert (watch_id, id desc);

create table tombstone (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  what text not null,                        -- article, person
  hashes jsonb not null,
  reason text
);
