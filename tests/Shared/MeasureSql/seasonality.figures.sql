with totals as (
  select month, sum(net) as net from client_months where month between getvariable('first_month') and least(getvariable('last_month'), month_of(as_of() + 1) - 1) group by month
), ratios as (
  select month, net / ((lag(net, 6) over (order by month) + lead(net, 6) over (order by month)) / 2 + sum(net) over (order by month rows between 5 preceding and 5 following)) as ratio from totals
), raw as (
  select month % 12 + 1 as month, case getvariable('average') when 'mean' then avg(ratio) else median(ratio) end as raw from ratios group by month % 12 + 1
), indices as (
  select month, raw / (select avg(raw) from raw) as index from raw
)
select (select count(*) from totals) as months, arg_max(month, index) as high_month, max(index) as high_index, arg_min(month, index) as low_month, min(index) as low_index,
       (select arg_max(net, month) / 10000 from totals) / max(index) filter (month = (select max(month) % 12 + 1 from totals)) as last_deseasonalised
from indices
