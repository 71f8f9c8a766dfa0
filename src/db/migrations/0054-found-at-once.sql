-- 0054-found-at-once.sql: what waits to be put into the index is read through by every search; a few texts may wait, not
-- a thousand.
alter index article_search_words set (gin_pending_list_limit = 256);
