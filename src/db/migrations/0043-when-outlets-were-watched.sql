-- 0043-when-outlets-were-watched.sql: a month without claims says something only where somebody was listening: when each
-- outlet was switched on and off. Silence of those that are on is in outlet_outage.

create table outlet_event (
  id bigint generated always as identity primary key,
  outlet_id text not null references outlet on delete cascade,
  at timestamptz not null default now(),
  kind text not null check (kind in ('on', 'off'))
);
create index outlet_event_outlet on outlet_event (outlet_id, at);

insert into outlet_event (outlet_id, at, kind)
select id, coalesce((select min(discovered_at) from discovery where outlet_id = outlet.id), seen_at), 'on' from outlet where enabled;

create function outlet_was_switched() returns trigger language plpgsql as $$
begin
  insert into outlet_event (outlet_id, kind) values (new.id, case when new.enabled then 'on' else 'off' end);
  return null;
end $$;
create trigger outlet_added after insert on outlet for each row when (new.enabled) execute function outlet_was_switched();
create trigger outlet_switched after update of enabled on outlet for each row
  when (old.enabled is distinct from new.enabled) execute function outlet_was_switched();
