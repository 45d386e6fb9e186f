with year_nets as (
  select client_id, sum(net) as net from client_months where month between last_closed(as_of()) - 11 and last_closed(as_of()) group by client_id having sum(net) > 0
), concentration as (
  select sum(power(net / total, 2)) as hhi from year_nets, (select sum(net) as total from year_nets)
)
select count(*) filter (band = 'high') as high_count, count(*) filter (band = 'medium') as medium_count, count(*) filter (band = 'low') as low_count,
       coalesce(sum(money_at_risk), 0) as money_at_risk, (select hhi from concentration) as hhi, case when max(share) > 0 then max(share) end as top1,
       count(*) filter (dependence <> 'ordinary') as large_count
from sheet
