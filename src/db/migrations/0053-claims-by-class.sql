-- 0053-claims-by-class.sql: some types are hardly ever told with some status; a planner that does not know it reads the
-- whole table for a page that has nothing on it.
create statistics claim_classes (mcv) on review, shown_type, shown_status from claim;
-- The newest alerts of a watch that are about a claim.
create index alert_watch_claim on alert (watch_id, id desc) include (claim_id) where claim_id is not null;

-- Whose and when: kept with the claim, so that a list of claims is read along the claims alone. They never change but with
-- the article's version that the claim quotes.
alter table claim add column of_outlet text, add column in_language text, add column told_at timestamptz;
update claim set of_outlet = discovery.outlet_id, in_language = article.language, told_at = coalesce(article.published, article.extracted_at)
from article join discovery on discovery.id = article.discovery_id where article.id = claim.article_id;
create function claim_knows_its_article() returns trigger language plpgsql as $$
begin
  select discovery.outlet_id, article.language, coalesce(article.published, article.extracted_at)
  into new.of_outlet, new.in_language, new.told_at
  from article join discovery on discovery.id = article.discovery_id where article.id = new.article_id;
  return new;
end $$;
create trigger claim_of_article before insert or update of article_id on claim for each row execute function claim_knows_its_article();
create index claim_outlet on claim (of_outlet, id desc);
create index claim_told_at on claim (told_at);
