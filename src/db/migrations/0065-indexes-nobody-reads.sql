-- 0065-indexes-nobody-reads.sql: each article and claim was written into these as well. Lists ask claims for what 0053 keeps
-- with them, the inbox goes along claim_inbox, a place's page along claim_shown_facility, and counts are kept.

drop index claim_review;
drop index claim_told_facility;
drop index article_told;
