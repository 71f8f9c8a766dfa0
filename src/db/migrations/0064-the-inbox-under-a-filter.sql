-- 0064-the-inbox-under-a-filter.sql: the inbox walks its classes until it has enough articles that meet the filter. Where few
-- do, it walked through the claims themselves; now the index has what filters ask for. Charts count along it as well.

drop index claim_inbox;
create index claim_inbox on claim (review, shown_type, shown_status, discovery_id desc)
  include (id, told_at, shown_facility, of_outlet, in_language, confidence, text_changed) where current or review <> 'suggested';
drop index claim_told_at;
create index claim_told_at on claim (told_at);
