alter table people add column ledger_manager text not null default '';
