-- ABC (E-3.2): share accumulated before the item below t_a is A, below t_b is B; equals share the class of their first; 0 and less stand outside.
with picked as (
  select client_id, order_key, is_return, amount, cost,
         case getvariable('by') when 'client' then client_id when 'product' then l.product_id when 'category' then coalesce(p.category_id, 0) else l.manager_id end as subject
  from known_lines l left join products p on p.product_id = l.product_id where in_period(month)
), ordered as (
  select subject, count(*) as orders
  from (select distinct subject, client_id, order_key from picked where not is_return) join kept_orders using (client_id, order_key) group by subject
), sums as (
  select subject, cast(coalesce(sum(amount) filter (not is_return), 0) as bigint) as sales, cast(sum(amount) as bigint) as net,
         case when count(*) = count(cost) then cast(sum(amount) - sum(cost) as bigint) end as gross_profit
  from picked group by subject
), named as (
  select s.*, coalesce(orders, 0) as orders, case getvariable('amount') when 'sales' then sales else net end as revenue,
         case getvariable('by') when 'client' then c.external_id when 'product' then p.external_id when 'category' then coalesce(g.name, '') else coalesce(m.name, '') end as key
  from sums s left join ordered using (subject)
  left join clients c on c.client_id = subject left join products p on p.product_id = subject left join categories g on g.category_id = subject left join managers m on m.manager_id = subject
), measured as (
  select *, case getvariable('measure') when 'gross_profit' then gross_profit when 'orders' then orders else revenue end as value from named
), summed as (
  select *, sum(value) filter (value > 0) over () as total,
         coalesce(sum(value) filter (value > 0) over (order by value desc nulls last, key rows between unbounded preceding and 1 preceding), 0) as above,
         row_number() over (order by value desc nulls last, key) as place, rank() over (order by value desc nulls last) as shared_place,
         sum(revenue) filter (revenue > 0) over () as revenue_total,
         coalesce(sum(revenue) filter (revenue > 0) over (order by revenue desc range between unbounded preceding and current row exclude group), 0) as revenue_above
  from measured
), shares as (
  select *, value / total as share, above / total as cum_before, first_value(above / total) over (partition by value order by key) as cum_of_equals from summed
), borders as (
  select *, case getvariable('preset') when '80-95' then 0.8::double when '50-90' then 0.5::double else getvariable('t_a') end as border_a,
         case getvariable('preset') when '80-95' then 0.95::double when '50-90' then 0.9::double else getvariable('t_b') end as border_b
  from shares
), classed as (
  select *, case when value is null then null when value = 0 then '0' when value < 0 then '−'
                 when getvariable('preset') = 'money' then case when value >= getvariable('money_a') * 10000 then 'A' when value >= getvariable('money_b') * 10000 then 'B' else 'C' end
                 when cum_of_equals < border_a then 'A' when cum_of_equals < border_b then 'B' else 'C' end as class,
         revenue > 0 and case when getvariable('preset') = 'money' then revenue >= getvariable('money_a') * 10000 else revenue_above / revenue_total < border_a end as revenue_a
  from borders
), history as (
  select client_id as subject, min(month) as first_month from known_lines where getvariable('by') = 'client' group by client_id
), ages as (
  select *, getvariable('last_month') - first_month + 1 < 12 as young, getvariable('last_month') - greatest(first_month, getvariable('first_month')) + 1 as months_inside
  from classed left join history using (subject)
)
select key as client_id, key as product_id, key as category, key as manager, value,
       case when value > 0 then share end as share, case when value > 0 then cum_before end as cum_before, class, case when value > 0 then place end as rank,
       gross_profit, case when revenue_a and gross_profit < 0 then 'loss_a' end as loss,
       case when young then 'partial' end as history, case when young then round_half_away(value * 12, months_inside) end as annualised
from ages
