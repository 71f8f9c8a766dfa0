-- 0024-when-a-channel-wakes.sql: when a channel has to be looked at again: at once after a new alert, at the end of quiet
-- hours, at the hour of a digest. Set in the transaction that puts alerts out, so that the sweep finds what a crash left.

alter table channel add column wake_at timestamptz;
create index channel_wake on channel (wake_at) where wake_at is not null and ended_at is null;
create index message_due on message (next_at) where state = 'ready';

-- When something that happens every few minutes last did: over all processes, whoever comes first does it.
create table tick (
  name text primary key,
  at timestamptz not null
);
