-- Risk of losing each living client (E-3.9): points of the three signals the ledger knows, and the money behind them.
with year_nets as (
  select client_id, cast(sum(net) as bigint) as net, cast(sum(net - cost) as bigint) as profit, sum(without_cost) as without_cost
  from client_months where month between last_closed(as_of()) - 11 and last_closed(as_of()) group by client_id
), base as (
  select coalesce(cast(sum(net) filter (net > 0) as bigint), 0) as total, count(*) filter (net > 0) as clients, coalesce(sum(without_cost) = 0, false) as costs_known from year_nets
), trends as (
  select client_id, sum(net) filter (month between last_closed(as_of()) - 2 and last_closed(as_of())) as now, sum(net) filter (month between last_closed(as_of()) - 14 and last_closed(as_of()) - 12) as year_ago
  from client_months group by client_id
), bought as (
  -- A month in which the client bought of a named category, from the first of the twelve months on.
  select client_id, p.category_id, l.month from known_lines l join products p using (product_id)
  where p.category_id > 0 and not is_return and l.month > last_closed(as_of()) - 12 group by all having sum(amount) > 0
), categories_of as (
  select client_id, category_id, count(*) filter (month <= last_closed(as_of()) - 3) as months, count(*) filter (month > last_closed(as_of()) - 3) as since from bought group by all
), ranges as (
  select client_id, count(*) as core, count(*) filter (since = 0) as lost from categories_of where months >= 3 group by client_id
), signals as (
  select l.client_id, l.status, as_of() - l.last_order as d,
         case when l.orders < 4 then null when d <= l.median_gap then 0 when d <= l.yellow then 15 when d <= l.sleep then 30 else 45 end as overdue_points,
         case when t.year_ago > 0 then (coalesce(t.now, 0) - t.year_ago) / t.year_ago end as trend,
         case when t.year_ago > 0 then case when (coalesce(t.now, 0) - t.year_ago) * 100 < -25 * t.year_ago then 20 when (coalesce(t.now, 0) - t.year_ago) * 100 <= -10 * t.year_ago then 10 else 0 end end as trend_points,
         case when r.lost = 0 then 0 when r.lost * 10 >= r.core * 3 then 15 when r.lost > 0 then 10 end as range_points, coalesce(r.lost, 0) as lost_categories,
         greatest(coalesce(n.net, 0), 0) as value, case when b.costs_known then coalesce(n.profit, 0) else greatest(coalesce(n.net, 0), 0) end as money, b.total, b.clients
  from lives l cross join base b left join trends t using (client_id) left join ranges r using (client_id) left join year_nets n using (client_id)
  where l.orders > 0 and (getvariable('sleeping') = 'include' or l.status not in ('sleeping', 'lost'))
), scored as (
  select *, case when coalesce(overdue_points, trend_points, range_points) is not null then least(100, coalesce(overdue_points, 0) + coalesce(trend_points, 0) + coalesce(range_points, 0)) end as r1 from signals
), banded as (
  select *, case when r1 >= getvariable('high') then 'high' when r1 >= getvariable('medium') then 'medium' when r1 is not null then 'low' end as band,
         case band when 'high' then getvariable('p_high') when 'medium' then getvariable('p_medium') when 'low' then getvariable('p_low') end as p_loss
  from scored
)
select c.external_id as client_id, r1, band, overdue_points, trend_points, range_points, trend, lost_categories, status, d,
       case when value = 0 then 'ordinary' when clients < 10 then case when value * clients >= 5 * total then 'large' else 'ordinary' end
            when value * 2 > total then 'mono' when value * 5 > total then 'critical' when value * 10 >= total then 'large' else 'ordinary' end as dependence,
       case when total > 0 then value / total else 0 end as share, money, p_loss,
       cast(round(cast(greatest(money, 0) as decimal(24, 0)) * cast(p_loss as decimal(9, 8)), 0) as bigint) as money_at_risk
from banded b join clients c on c.client_id = b.client_id
