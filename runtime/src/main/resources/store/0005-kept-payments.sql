create table kept_payment (
  number integer primary key,
  id text not null unique,
  state text not null,
  im text not null,
  account text not null,
  for_im text not null,
  for_user text not null,
  content text not null,
  received integer not null
);
create index kept_payment_person on kept_payment (state, for_im, for_user);
