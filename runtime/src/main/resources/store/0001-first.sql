create table bucket (
  name text not null,
  key text not null,
  value text not null,
  primary key (name, key)
) without rowid;

create table account_value (
  account text not null,
  key text not null,
  value text not null,
  primary key (account, key)
) without rowid;

create table host_state (
  key text primary key,
  value text not null
) without rowid;

create table push_log (
  number integer primary key,
  id text not null,
  time integer not null,
  run text not null,
  plugin text not null,
  started_by text not null,
  im text not null,
  account text not null,
  rule text not null,
  kind text not null,
  target_group text not null,
  target_user text not null,
  code text not null,
  sent integer not null,
  message_ids text not null,
  reason text not null,
  duration_us integer not null,
  receipt text not null
);
create index push_log_account on push_log (account, number);
create index push_log_code on push_log (code, number);

create table run_log (
  number integer primary key,
  id text not null unique,
  plugin text not null,
  started_by text not null,
  im text not null,
  account text not null,
  chat text not null,
  user text not null,
  started integer not null,
  ended integer,
  status text not null,
  error text not null,
  output text not null,
  calls text not null
);
create index run_log_plugin on run_log (plugin, number);

create table message_history (
  number integer primary key,
  im text not null,
  account text not null,
  chat text not null,
  user text not null,
  message_id text not null,
  time integer not null,
  direction text not null,
  text text not null
);
create index message_history_chat on message_history (im, chat, number);

create table cron_entry (
  id text primary key,
  plugin text not null,
  fields text not null
) without rowid;

create table idempotency (
  key text primary key,
  fingerprint text not null,
  process text not null,
  response text,
  expires integer not null
) without rowid;
create index idempotency_expires on idempotency (expires);
