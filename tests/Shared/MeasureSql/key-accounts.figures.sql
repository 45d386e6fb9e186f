with sums as (
  select sum(net) as value from client_months where in_period(month) group by client_id having sum(net) > 0
), shares as (
  select value, value / sum(value) over () as share, value * count(*) over () >= getvariable('vip_times') * sum(value) over () as is_vip, count(*) over () as clients from sums
), sized as (
  select *, case when clients < 10 then case when is_vip then 1 else 0 end when share > getvariable('mono') then 3 when share > getvariable('critical') then 2 when share >= getvariable('large') then 1 else 0 end as size from shares
)
select count(*) filter (size > 0) as large_count, count(*) filter (size > 1) as critical_count, count(*) filter (size > 2) as mono_count, count(*) filter (is_vip) as vip_count,
       case when count(*) > 0 then coalesce(sum(share) filter (size > 0), 0) end as large_share, max(share) as top1, sum(share * share) as hhi, count(*) as clients, coalesce(sum(value), 0) as total
from sized
