-- 0061-age-beside-a-name.sql: the year of birth that an age beside a name comes to, a year more or less: what tells a
-- grandfather from the grandson who has his name.

alter table mention add column born smallint;
