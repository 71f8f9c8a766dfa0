-- 0014-when-a-host-was-last-asked.sql: free_at knows the delay of whoever asked last; who asks next may have to keep a
-- longer one (its outlet's, or a Crawl-delay that was just read), which counts from the same moment.

alter table host add column ended_at timestamptz;
