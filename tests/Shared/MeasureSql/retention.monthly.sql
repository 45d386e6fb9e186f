-- Retention month by month (E-3.8): of those with positive revenue in the month before, the share with positive revenue in this one.
with active as (
  select client_id, month from client_months where net > 0
), counts as (
  select a.month, count(*) as active, count(b.client_id) as kept from active a left join active b on b.client_id = a.client_id and b.month = a.month - 1 group by a.month
), months as (
  select unnest(range(getvariable('first_month')::bigint, getvariable('last_month')::bigint + 1)) as month
)
select m.month, coalesce(n.active, 0) as active, coalesce(n.kept, 0) as kept, coalesce(n.kept, 0) / p.active as rate
from months m left join counts n on n.month = m.month left join counts p on p.month = m.month - 1
