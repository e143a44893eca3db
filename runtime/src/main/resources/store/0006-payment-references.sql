alter table kept_payment add column reference text not null default '';
create index kept_payment_reference on kept_payment (reference);
