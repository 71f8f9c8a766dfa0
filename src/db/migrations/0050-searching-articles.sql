-- 0050-searching-articles.sql: words of articles by stem and names by sound, with their places, so that phrases are told
-- too. Stems and sounds are made by us (PostgreSQL has none for Azerbaijani), beside the way of an article: a reader finds
-- it some seconds later, and no step waits for it. The words are those of an article's newest version.

drop index article_words;
create table article_search (
  discovery_id bigint primary key references discovery on delete cascade,
  article_id bigint not null,
  words tsvector not null                    -- stems as they are, sounds of names with "~" before them
);
create index article_search_words on article_search using gin (words);

-- Which texts are still to be taken in: filled where a text is stored, so that nothing is passed over.
create table search_todo (
  article_id bigint primary key
);
create function text_was_stored() returns trigger language plpgsql as $$
begin
  insert into search_todo (article_id) select id from stored on conflict do nothing;
  return null;
end $$;
create trigger article_stored after insert on article referencing new table as stored
  for each statement execute function text_was_stored();
insert into search_todo (article_id) select id from article;

-- The sounds that names of the archive have, each under its coarse keys: those near to what is looked for are found here.
create table name_sound (
  key text not null,
  sound text not null,
  primary key (key, sound)
);
-- A name that is forgotten takes its sound with it.
create function words_were_removed() returns trigger language plpgsql as $$
begin
  delete from name_sound using unnest(old.words) as word
  where word.lexeme = '~' || sound and not exists (
    select from article_search other
    where other.words @@ (quote_literal(word.lexeme))::tsquery and other.discovery_id <> old.discovery_id);
  return null;
end $$;
create trigger article_search_removed after delete on article_search for each row execute function words_were_removed();
