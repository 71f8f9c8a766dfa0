-- 0046-evidence-that-a-reviewer-chose.sql: a reviewer who corrects a claim may point at other words of the article. Then the
-- claim's evidence are these, and what was pointed at before stays beside them: by it a later analysis knows the claim again.
alter table claim add column read_evidence jsonb;  -- {quote, start, end}; null: nobody chose other words

-- The same suggestion twice is impossible where the analyser points; two claims that reviewers put on one sentence are two.
drop index claim_once;
create unique index claim_once on claim (article_id, type, evidence_start, evidence_end, md5(fields ->> 'victims'), md5(coalesce(fields ->> 'victimGroup', '')))
  where origin = 'analyser' and read_evidence is null;
