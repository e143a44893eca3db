create table waiting_run (
  number integer primary key,
  id text not null unique,
  plugin text not null,
  account text not null,
  event text not null,
  context text not null,
  since integer not null
);
