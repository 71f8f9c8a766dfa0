-- 0021-who-is-who.sql: near matches are offered to a reviewer and never taken, and what a reviewer says of a person is
-- kept for ever: each re-run asks here first.

-- The sounds of the words of all spellings: a name is compared with those that share some of them, whatever its script,
-- and with or without the father's name.
alter table person add column sound_words text[] not null default '{}';
update person set sound_words = string_to_array(sound, ' ');
create index person_sound_words on person using gin (sound_words);

-- A question: may this name of an article be that person? `person_id` is whom the name stands for until it is answered;
-- null where several of the register fit equally well and it stands for nobody.
create table person_offer (
  id bigint generated always as identity primary key,
  discovery_id bigint not null references discovery on delete cascade,
  name text not null,
  person_id bigint references person on delete cascade,
  candidate_id bigint not null references person on delete cascade,
  score real not null,
  words jsonb not null default '[]',         -- which words matched how, what it cost
  against jsonb not null default '[]',       -- what speaks against it
  context jsonb not null default '[]',       -- what else the two share: place, people named with them
  answer text check (answer in ('same', 'different', 'unknown')),
  at timestamptz not null default now(),
  unique (discovery_id, name, candidate_id)
);
create index person_offer_open on person_offer (id) where answer is null;
create index person_offer_persons on person_offer (person_id, candidate_id);

-- What a reviewer said, in order; only undoing changes a row.
create table person_judgement (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  account_name text not null,
  act text not null check (act in ('same', 'different', 'unknown', 'merge', 'split', 'never')),
  discovery_id bigint references discovery on delete set null, -- the article whose name was judged; null: everywhere
  name text,
  person_id bigint references person on delete cascade,
  other_id bigint references person on delete cascade,
  moved jsonb not null default '[]',         -- [{articleId, name}] that the act moved, so that undoing can move them back
  undone_at timestamptz,
  undone_by text
);
create index person_judgement_name on person_judgement (discovery_id, name) where undone_at is null;
create index person_judgement_person on person_judgement (person_id) where undone_at is null;
create index person_judgement_never on person_judgement (lower(name)) where act = 'never' and undone_at is null;
