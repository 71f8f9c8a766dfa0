-- 0027-what-goes-with-an-article.sql: an article that is forgotten takes its part of an incident with it: the incident's
-- state is told anew from what is left. What a reviewer said of a name in it goes too, for it carries the name.

create function claim_was_removed() returns trigger language plpgsql as $$
begin
  insert into claim_todo (claim_id) select id from claim where incident_id = old.incident_id order by id limit 1
  on conflict do nothing;
  return null;
end $$;
create trigger claim_removed after delete on claim for each row
  when (old.incident_id is not null) execute function claim_was_removed();

create function discovery_was_removed() returns trigger language plpgsql as $$
begin
  delete from person_judgement where discovery_id = old.id;
  return old;
end $$;
create trigger discovery_removed before delete on discovery for each row execute function discovery_was_removed();
