-- 0041-mended-tags.sql: what a reviewer says of a person or place that the analyser tagged: a layer of its own, put over
-- each analysis, the next ones too. Only ever added to; undoing is an entry as well. Chained like decisions.

create table mend (
  id bigint generated always as identity primary key,
  discovery_id bigint not null,              -- no reference: the history outlives what is forgotten
  account_name text not null,
  at timestamptz not null,
  act text not null check (act in ('rename', 'join', 'not', 'held', 'undo')),
  kind text check (kind in ('person', 'facility')),
  name text,                                 -- the tag as it stood
  to_name text,                              -- rename: its new name; join: the other tag of the article
  held boolean,
  words jsonb not null default '[]',         -- the words that were tagged: an analyser that names them otherwise is mended too
  undoes bigint,
  forgotten boolean not null default false,
  content_hash bytea not null,
  previous_hash bytea not null,
  hash bytea not null unique
);
create index mend_discovery on mend (discovery_id, id);

create function refuse_change_of_mend() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.forgotten and new.hash = old.hash and new.previous_hash = old.previous_hash
     and new.content_hash = old.content_hash and new.id = old.id and new.discovery_id = old.discovery_id then
    return new;                              -- vigil forget blanks the names and leaves the hashes
  end if;
  raise exception 'the history of mended tags is append-only';
end $$;
create trigger mend_append_only before update or delete on mend for each row execute function refuse_change_of_mend();

-- Which mend a tag's name comes from.
alter table mention add column mend_id bigint;
