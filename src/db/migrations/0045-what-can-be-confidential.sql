-- 0045-what-can-be-confidential.sql: not only a source: who passed it on, whom it was done to, where and when can tell who
-- spoke. And a search by a hidden name must not find the article for those who may not know the name: they search the
-- words that they can read.

drop index claim_secret;
alter table claim drop column has_secret;
alter table claim add column has_secret boolean not null
  generated always as (coalesce(jsonb_array_length(decided -> 'confidential') > 0, false)) stored;
create index claim_secret on claim (discovery_id) where has_secret;

-- The words of articles that have secrets, without these: what is searched for those who may not read them. An article
-- with secrets that is not here in words yet is found by nobody of them.
create table open_search (
  discovery_id bigint primary key references discovery on delete cascade,
  article_id bigint not null,
  words tsvector not null
);
create index open_search_words on open_search using gin (words);

create function secret_was_marked() returns trigger language plpgsql as $$
declare
  kin bigint[];
begin
  select array_agg(id) into kin from discovery
  where coalesce(original_id, id) = (select coalesce(original_id, id) from discovery where id = new.discovery_id);
  if new.has_secret then
    insert into open_search (discovery_id, article_id, words)
    select discovery_id, max(id), '' from article where discovery_id = any(kin) group by discovery_id
    on conflict (discovery_id) do update set words = '';
  end if;
  insert into search_todo (article_id) select max(id) from article where discovery_id = any(kin) group by discovery_id
  on conflict do nothing;
  return null;
end $$;
create trigger claim_secret_marked after update on claim for each row
  when ((old.has_secret or new.has_secret) and old.decided is distinct from new.decided)
  execute function secret_was_marked();
create trigger claim_secret_added after insert on claim for each row
  when (new.has_secret) execute function secret_was_marked();

-- A copy that is found later has the secrets of its original.
create function copy_has_secrets() returns trigger language plpgsql as $$
begin
  if exists (select from claim where discovery_id = new.original_id and has_secret) then
    insert into open_search (discovery_id, article_id, words)
    select discovery_id, max(id), '' from article where discovery_id = new.id group by discovery_id on conflict do nothing;
    insert into search_todo (article_id) select max(id) from article where discovery_id = new.id having max(id) is not null
    on conflict do nothing;
  end if;
  return null;
end $$;
create trigger discovery_copy_has_secrets after update on discovery for each row
  when (new.original_id is not null and old.original_id is distinct from new.original_id)
  execute function copy_has_secrets();

-- What was marked before this version.
insert into open_search (discovery_id, article_id, words)
select article.discovery_id, max(article.id), '' from article join claim on claim.discovery_id = article.discovery_id
where has_secret group by 1;
do $$ begin
  if to_regclass('search_todo') is not null then
    insert into search_todo (article_id) select article_id from open_search on conflict do nothing;
  end if;
end $$;
