-- 0051-words-aside.sql: which articles have a word is asked of the index and of the rows; the words themselves are read for
-- phrases only. Kept aside, they do not make the rows so wide that each search would read the whole table.
alter table article_search set (toast_tuple_target = 128);
create table article_search_again as select * from article_search;
truncate article_search;
insert into article_search select * from article_search_again;
drop table article_search_again;
