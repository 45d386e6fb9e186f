-- The stress of losing the largest clients one after another (L-8).
with sums as (
  select client_id, sum(net) as value, sum(cost) as cost, sum(without_cost) as without_cost from client_months where in_period(month) group by client_id having sum(net) > 0
), ranked as (
  select c.external_id as client_id, value, sum(value) over () as total, row_number() over largest as leaves, sum(value) over (largest rows between unbounded preceding and current row) as lost, lead(value) over largest as next,
         sum(value - cost) over () - sum(value - cost) over (largest rows between unbounded preceding and current row) as profit_left, sum(without_cost) over () as without_cost, count(*) over () as clients
  from sums join clients c using (client_id) window largest as (order by value desc, c.external_id)
)
select client_id, leaves, lost as lost_value, lost / total as lost_share, total - lost as revenue_left, case when without_cost = 0 then profit_left end as gross_profit_left, lost / nullif(total - lost, 0) as growth_to_replace,
       lost / (select max(value) from ranked where leaves = clients // 2 + 1) as clients_to_replace, next / (total - lost) as top1_left
from ranked where leaves <= 10
