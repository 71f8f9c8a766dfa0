-- 0066-decided-claims-by-themselves.sql: who lists reviewed claims, newest first, walked through all that wait before them.

create index claim_reviewed on claim (id desc) where review in ('accepted', 'corrected');
create index claim_rejected on claim (id desc) where review = 'rejected';
