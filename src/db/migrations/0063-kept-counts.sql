-- 0063-kept-counts.sql: how many claims there are by month, type, place, person and outlet, and what reviewers said of
-- them, is kept as claims change: to count a hundred thousand for each look at a page takes longer than the page may.
--
-- Triggers add what changed to claim_count_change, which nobody ever waits for; gather_claim_counts adds that up in
-- claim_count, every few seconds. The numbers are those of both tables together, at any moment exactly what a recount
-- would find (count_claims_again; a test compares them).

create table claim_count (
  kind text not null,                        -- what is counted by; see claim_parts
  key text not null,                         -- '' where there is none
  accepted integer not null,
  corrected integer not null,
  rejected integer not null,
  suggested integer not null,
  missed integer not null,                   -- added by hand; of the kinds "judged …" only, whose other numbers are without these
  primary key (kind, key)
);
create table claim_count_change (like claim_count);

-- All under which a claim is counted, its persons aside.
create function claim_parts(c claim)
returns table (kind text, key text, accepted integer, corrected integer, rejected integer, suggested integer, missed integer)
language sql stable as $$
  select part.kind, coalesce(part.key, ''), (c.review = 'accepted' and own)::integer, (c.review = 'corrected' and own)::integer,
    (c.review = 'rejected' and own)::integer, (c.review = 'suggested')::integer, (not own and c.review <> 'rejected')::integer
  from (
    -- What lists and charts count: suggested still, or decided.
    select told.kind, told.key, true as own from (values
      ('month', to_char(c.told_at at time zone 'UTC', 'YYYY-MM')), ('type', c.shown_type), ('place', c.shown_facility), ('outlet', c.of_outlet)) told (kind, key)
    where (c.current or c.review <> 'suggested') and told.key is not null
    union all
    select 'current', '', true where c.current
    union all
    -- The analyser against the reviewers: under what was suggested, for each decided claim once.
    select judged.kind, judged.key, c.origin = 'analyser' from (values
      ('judged type', case when c.origin = 'reviewer' then c.shown_type else c.type end), ('judged language', c.in_language),
      ('judged outlet', c.of_outlet), ('judged analyser', c.analyser), ('judged month', to_char(c.judged_at at time zone 'UTC', 'YYYY-MM'))) judged (kind, key)
    where c.judged_at is not null
    union all
    select 'judged reason', c.rejected_for, true where c.rejected_for is not null
    union all
    select 'judged field', field, true from jsonb_object_keys(c.fields) field
    where c.origin = 'analyser' and c.review = 'corrected' and field <> 'sourceChain' and c.decided -> field is distinct from c.fields -> field
  ) part
$$;

create function claim_persons_parts(c claim, person_id bigint)
returns table (kind text, key text, accepted integer, corrected integer, rejected integer, suggested integer, missed integer)
language sql stable as $$
  select 'person', person_id::text, (c.review = 'accepted')::integer, (c.review = 'corrected')::integer,
    (c.review = 'rejected')::integer, (c.review = 'suggested')::integer, 0
  where c.current or c.review <> 'suggested'
$$;

create function claims_were_added() returns trigger language plpgsql as $$
begin
  insert into claim_count_change
  select part.kind, part.key, sum(part.accepted), sum(part.corrected), sum(part.rejected), sum(part.suggested), sum(part.missed)
  from added join claim on claim.id = added.id cross join lateral claim_parts(claim) part group by part.kind, part.key;
  return null;
end $$;
create trigger claim_counted_in after insert on claim referencing new table as added
  for each statement execute function claims_were_added();

create function claim_was_changed() returns trigger language plpgsql as $$
begin
  insert into claim_count_change
  select kind, key, sum(sign * accepted), sum(sign * corrected), sum(sign * rejected), sum(sign * suggested), sum(sign * missed)
  from (
    select -1 as sign, part.* from claim_parts(old) part
    union all
    select 1, part.* from claim_parts(new) part
    union all
    select -1, part.* from claim_person p cross join lateral claim_persons_parts(old, p.person_id) part where p.claim_id = old.id
    union all
    select 1, part.* from claim_person p cross join lateral claim_persons_parts(new, p.person_id) part where p.claim_id = new.id
  ) both_sides group by kind, key;
  return null;
end $$;
-- Most changes of a claim are to what is not counted.
create trigger claim_counted_anew after update on claim for each row
  when ((old.review, old.current, old.shown_type, old.shown_facility, old.type, old.analyser, old.of_outlet, old.in_language, old.told_at, old.judged_at, old.rejected_for)
    is distinct from (new.review, new.current, new.shown_type, new.shown_facility, new.type, new.analyser, new.of_outlet, new.in_language, new.told_at, new.judged_at, new.rejected_for)
    or (new.review = 'corrected' and (old.decided is distinct from new.decided or old.fields is distinct from new.fields)))
  execute function claim_was_changed();

-- Before, for what refers to the claim goes with it.
create function claim_goes() returns trigger language plpgsql as $$
begin
  insert into claim_count_change
  select part.kind, part.key, -part.accepted, -part.corrected, -part.rejected, -part.suggested, -part.missed from claim_parts(old) part
  union all
  select part.kind, part.key, -part.accepted, -part.corrected, -part.rejected, -part.suggested, -part.missed
  from claim_person p cross join lateral claim_persons_parts(old, p.person_id) part where p.claim_id = old.id;
  return old;
end $$;
create trigger claim_counted_out before delete on claim for each row execute function claim_goes();

create function persons_were_tied() returns trigger language plpgsql as $$
begin
  insert into claim_count_change
  select part.kind, part.key, sum(part.accepted), sum(part.corrected), sum(part.rejected), sum(part.suggested), 0
  from tied join claim on claim.id = tied.claim_id cross join lateral claim_persons_parts(claim, tied.person_id) part group by part.kind, part.key;
  return null;
end $$;
create trigger claim_person_counted_in after insert on claim_person referencing new table as tied
  for each statement execute function persons_were_tied();

-- Of a claim that is gone already its persons were counted out with it.
create function persons_were_untied() returns trigger language plpgsql as $$
begin
  insert into claim_count_change
  select part.kind, part.key, -sum(part.accepted), -sum(part.corrected), -sum(part.rejected), -sum(part.suggested), 0
  from untied join claim on claim.id = untied.claim_id cross join lateral claim_persons_parts(claim, untied.person_id) part group by part.kind, part.key;
  return null;
end $$;
create trigger claim_person_counted_out after delete on claim_person referencing old table as untied
  for each statement execute function persons_were_untied();

-- Adds up what changed; one at a time, the others go on without.
create function gather_claim_counts() returns void language plpgsql as $$
begin
  if not pg_try_advisory_xact_lock(47800063) then return; end if;
  with gone as (
    delete from claim_count_change returning *
  ), changed as (
    select kind, key, sum(accepted) as accepted, sum(corrected) as corrected, sum(rejected) as rejected, sum(suggested) as suggested, sum(missed) as missed
    from gone group by kind, key
  )
  insert into claim_count as kept select kind, key, accepted, corrected, rejected, suggested, missed from changed
  on conflict (kind, key) do update set accepted = kept.accepted + excluded.accepted, corrected = kept.corrected + excluded.corrected,
    rejected = kept.rejected + excluded.rejected, suggested = kept.suggested + excluded.suggested, missed = kept.missed + excluded.missed;
  -- A name of a place, or a person's number, must not outlive what was told of them.
  delete from claim_count where accepted = 0 and corrected = 0 and rejected = 0 and suggested = 0 and missed = 0;
end $$;

-- Counts from the tables; for what came without triggers, as a back-up does.
create function count_claims_again() returns void language plpgsql as $$
begin
  lock table claim, claim_person, decision in share row exclusive mode;
  update claim set judged_at = newest.at, rejected_for = newest.because
  from (
    select distinct on (claim_id) claim_id, at, case when act = 'reject' and not forgotten then substring(reason from '^[a-z-]+') end as because
    from decision order by claim_id, id desc) newest
  where newest.claim_id = claim.id and review <> 'suggested' and (judged_at, rejected_for) is distinct from (newest.at, newest.because);
  delete from claim_count_change;
  delete from claim_count;
  insert into claim_count
  select part.kind, part.key, sum(part.accepted), sum(part.corrected), sum(part.rejected), sum(part.suggested), sum(part.missed)
  from (
    select part.* from claim cross join lateral claim_parts(claim) part
    union all
    select part.* from claim_person join claim on claim.id = claim_id cross join lateral claim_persons_parts(claim, claim_person.person_id) part) part
  group by part.kind, part.key
  having sum(part.accepted + part.corrected + part.rejected + part.suggested + part.missed) > 0;
end $$;
select count_claims_again();

-- Counted claims of outlets were found along this one.
drop index claim_told;

create function claims_were_emptied() returns trigger language plpgsql as $$
begin
  delete from claim_count_change;
  delete from claim_count;
  return null;
end $$;
create trigger claim_counted_empty after truncate on claim for each statement execute function claims_were_emptied();
