-- Driver tree (E-3.7): clients x orders per client x average order (x margin); an effect is the average over all orders in which the factors may have changed, the last takes the rest.
with drivers as (
  select count(*) filter (orders_before > 0) as n0, count(*) filter (orders_now > 0) as n1, sum(orders_before) as o0, sum(orders_now) as o1, sum(revenue_before) as r0, sum(revenue_now) as r1, sum(profit_before) as p0, sum(profit_now) as p1,
         (select sum(without_cost) from client_months where in_period(month)) = 0 as costs_known, coalesce(cast(getvariable('measure') as varchar), 'revenue') = 'gross_profit' as of_profit from bridge
), factors as (
  select *, o0 / n0 as f0, o1 / n1 as f1, r0 / o0 as a0, r1 / o1 as a1, case when of_profit then p0 / r0 else 1 end as m0, case when of_profit then p1 / r1 else 1 end as m1, case when of_profit then p1 - p0 else r1 - r0 end as delta from drivers
), effects as (
  select *, cast(round(shapley4(n1 - n0, f0, f1, a0, a1, m0, m1)) as bigint) as n_effect, cast(round(shapley4(f1 - f0, n0, n1, a0, a1, m0, m1)) as bigint) as f_effect, cast(round(shapley4(a1 - a0, n0, n1, f0, f1, m0, m1)) as bigint) as a_share,
         (1 + getvariable('n_change')) * (1 + getvariable('f_change')) * (1 + getvariable('a_change')) as factor, 1 + coalesce(cast(getvariable('m_change') as double), 0) as margin_factor
  from factors
)
select delta, n_effect, f_effect, case when of_profit then a_share else delta - n_effect - f_effect end as a_effect, delta - n_effect - f_effect - a_share as m_effect, r1 as revenue, r0 as revenue_before, n1 as n, n0 as n_before,
       f1 as f, f0 as f_before, a1 / 10000 as a, a0 / 10000 as a_before, p1 as gross_profit, p0 as gross_profit_before, m1 as m, m0 as m_before,
       cast(round(r1 * factor) as bigint) as what_if, cast(round(r1 * factor) as bigint) as what_if_revenue, cast(round(r1 * factor) as bigint) - r1 as what_if_delta, case when costs_known then cast(round(p1 * factor * margin_factor) as bigint) end as what_if_profit,
       (select sum(size_effect) from bridge_mix) as size_effect, (select sum(mix_effect) from bridge_mix) as mix_effect, (select sum(within_effect) from bridge_mix) as within_effect
from effects
