-- Driver tree (E-3.7): clients x orders per client x average order; an effect is the average over the six orders in which the factors may have changed.
with drivers as (
  select count(*) filter (orders_before > 0) as n0, count(*) filter (orders_now > 0) as n1, sum(orders_before) as o0, sum(orders_now) as o1, sum(value_before) as r0, sum(value_now) as r1 from bridge
), factors as (
  select *, o0 / n0 as f0, o1 / n1 as f1, r0 / o0 as a0, r1 / o1 as a1 from drivers
), effects as (
  select *, cast(round((n1 - n0) * ((f0 * a0 + f1 * a1) / 3 + (f0 * a1 + f1 * a0) / 6)) as bigint) as n_effect, cast(round((f1 - f0) * ((n0 * a0 + n1 * a1) / 3 + (n0 * a1 + n1 * a0) / 6)) as bigint) as f_effect,
         (1 + getvariable('n_change')) * (1 + getvariable('f_change')) * (1 + getvariable('a_change')) as factor
  from factors
)
select r1 - r0 as delta, n_effect, f_effect, r1 - r0 - n_effect - f_effect as a_effect, r1 as revenue, r0 as revenue_before, n1 as n, n0 as n_before, f1 as f, f0 as f_before, a1 / 10000 as a, a0 / 10000 as a_before,
       cast(round(r1 * factor) as bigint) as what_if, cast(round(r1 * factor) as bigint) as what_if_revenue, cast(round(r1 * factor) as bigint) - r1 as what_if_delta,
       (select sum(size_effect) from bridge_mix) as size_effect, (select sum(mix_effect) from bridge_mix) as mix_effect, (select sum(within_effect) from bridge_mix) as within_effect
from effects
