-- 0040-questions-and-skips.sql: a reviewer who is unsure asks a colleague about a claim instead of guessing, and what
-- one reviewer leaves for later is out of their own way only.

create table question (
  id bigint generated always as identity primary key,
  claim_id bigint not null references claim on delete cascade,
  asker_id bigint not null references account on delete cascade,
  asked_id bigint references account on delete cascade,  -- null: whoever of the team reviews
  words text not null check (words <> ''),
  at timestamptz not null default clock_timestamp(),
  answer text check (answer <> ''),
  answered_by bigint references account on delete set null,
  answered_at timestamptz,
  read_at timestamptz,                                   -- when the asker read the answer
  check ((answer is null) = (answered_at is null))
);
create index question_claim on question (claim_id, id);
create index question_open on question (asked_id, id) where answer is null;
create index question_unread on question (asker_id) where answer is not null and read_at is null;
-- The same form sent twice asks once.
create unique index question_once on question (claim_id, asker_id, coalesce(asked_id, 0), md5(words)) where answer is null;

create table claim_skip (
  account_id bigint not null references account on delete cascade,
  claim_id bigint not null references claim on delete cascade,
  at timestamptz not null default clock_timestamp(),
  primary key (account_id, claim_id)
);
create index claim_skip_claim on claim_skip (claim_id);
