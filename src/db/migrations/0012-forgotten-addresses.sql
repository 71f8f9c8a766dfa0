-- 0012-forgotten-addresses.sql: what somebody asked us to forget must not come back with the next crawl. Only the hash of
-- an address is kept.

create table forgotten_address (
  url_hash bytea primary key,
  at timestamptz not null default now()
);
create function pass_over_forgotten() returns trigger language plpgsql as $$
begin
  if exists (select from forgotten_address where url_hash = new.url_hash) then
    return null;
  end if;
  return new;
end $$;
create trigger discovery_forgotten before insert on discovery for each row execute function pass_over_forgotten();
