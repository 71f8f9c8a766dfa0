-- 0023-ways-to-a-reader.sql: where alerts are sent, and the outbox: an alert is delivered once to each channel, and a
-- message keeps its id whatever dies on the way, so that a doubtful end is tried again under the same id.

create table channel (
  id bigint generated always as identity primary key,
  account_id bigint not null references account on delete cascade,
  kind text not null check (kind in ('mail', 'webhook')),
  address text not null check (address <> ''),
  pace text not null default 'at_once' check (pace in ('at_once', 'daily', 'weekly')),
  hour smallint not null default 8 check (hour between 0 and 23), -- of digests and summaries, in the reader's zone
  weekday smallint not null default 1 check (weekday between 1 and 7),
  with_names boolean not null default true,  -- false: only that there is something, and a link
  quiet_from smallint check (quiet_from between 0 and 23),
  quiet_to smallint check (quiet_to between 0 and 23),
  daily_cap integer not null default 20 check (daily_cap between 1 and 100000),
  secret text,                               -- webhooks: signs what is sent
  old_secret text,                           -- signs beside it until then
  old_secret_until timestamptz,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  ended_because text,
  constraint channel_once unique (account_id, kind, address),
  check ((quiet_from is null) = (quiet_to is null)),
  check (kind = 'mail' or secret is not null)
);

create table message (
  id bigint generated always as identity primary key,
  channel_id bigint not null references channel on delete cascade,
  key uuid not null unique default gen_random_uuid(), -- Message-ID, webhook-id
  form text not null check (form in ('alert', 'digest', 'summary')),
  made_at timestamptz not null default clock_timestamp(),
  state text not null default 'ready' check (state in ('ready', 'sent', 'given_up')),
  tries integer not null default 0,
  next_at timestamptz not null default now(),
  sent_at timestamptz,
  trouble text                               -- what the last try met with, without addresses and secrets
);
create index message_ready on message (channel_id, id) where state = 'ready';
create index message_sent on message (channel_id, sent_at) where state = 'sent';

create table delivery (
  alert_id bigint not null references alert on delete cascade,
  channel_id bigint not null references channel on delete cascade,
  message_id bigint references message on delete cascade,
  at timestamptz not null default clock_timestamp(),
  primary key (channel_id, alert_id)
);
create index delivery_waiting on delivery (channel_id, alert_id) where message_id is null;
create index delivery_message on delivery (message_id) where message_id is not null;
