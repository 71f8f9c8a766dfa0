-- 0056-possible-translations.sql: an article that tells all in the order of one in another language, and names nobody, may
-- be its translation: it counts as no origin until a reviewer says that it is its own reporting (docs/decisions/0056).

alter table incident_origin
  drop constraint incident_origin_kind_check,
  add constraint incident_origin_kind_check check (kind in ('own', 'credited', 'translation', 'repost', 'maybe_translation')),
  add column of_id bigint references discovery on delete set null; -- the article that it may be a translation of
create index incident_origin_of on incident_origin (of_id) where of_id is not null;

-- What reviewers said of it, the last one counts: asked before every guess, so that it outlives every re-run.
create table origin_answer (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  account_name text not null,
  discovery_id bigint not null references discovery on delete cascade,
  of_id bigint references discovery on delete set null,
  of_outlet text not null,
  answer text not null check (answer in ('own', 'translation'))
);
create index origin_answer_of_article on origin_answer (discovery_id, id desc);
