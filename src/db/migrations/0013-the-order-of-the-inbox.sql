-- 0013-the-order-of-the-inbox.sql: the inbox is read class by class (review, type, status), each newest first, so that a
-- page costs the same with a hundred claims and with a hundred thousand.

create index claim_inbox on claim (review, shown_type, shown_status, discovery_id desc) where current or review <> 'suggested';

-- A place's page reads its claims newest first, withdrawn ones aside.
drop index claim_shown_facility;
create index claim_shown_facility on claim (shown_facility, id desc) where shown_facility is not null;
