create table queued_push (
  number integer primary key,
  id text not null unique,
  lane text not null,
  state text not null,
  account text not null,
  deduplicates integer not null,
  attempts integer not null,
  code text not null,
  reason text not null,
  request text not null,
  created integer not null,
  expires integer not null,
  next_try integer not null
);
create index queued_push_state on queued_push (state, number);
