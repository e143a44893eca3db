alter table kept_payment add column reference text collate "C" not null default '';
create index kept_payment_reference on kept_payment (reference);
