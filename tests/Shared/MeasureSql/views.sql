-- The ledger as the measures see it (methods.md, part 0), written in the SQL of DuckDB from the book of methods and not from the program.
-- Tables: lines(client_id, doc_id, line_no, day date, product_id, manager_id, is_return boolean, origin_id, qty, amount, cost), clients, products, managers, categories.
-- Money is 1/10,000 of the currency; day is the analytics day: a linked return stands on the day of its original document (0.4).
-- Variables: as_of date; orders day or document; first_month, last_month whole numbers year * 12 + month - 1; a variable for each parameter under its own key.
create or replace macro as_of() as cast(getvariable('as_of') as date);
create or replace macro month_of(d) as cast(year(d) * 12 + month(d) - 1 as integer);
create or replace macro first_day(m) as make_date(m // 12, m % 12 + 1, 1);
-- 0.5: a month closes on day 5 of the next.
create or replace macro last_closed(d) as month_of(d) - case when day(d) >= 5 then 1 else 2 end;
create or replace macro in_period(m) as m between cast(getvariable('first_month') as integer) and cast(getvariable('last_month') as integer);

-- 0.10: halves away from zero; whole numbers in, a whole number out.
create or replace macro round_half_away(part, whole) as cast(sign(part) * ((2 * abs(part) + whole) // (2 * whole)) as bigint);

create or replace view known_lines as
select l.*, month_of(day) as month,
       cast(case when cast(getvariable('orders') as varchar) = 'document' then case when is_return then origin_id else doc_id end else day - date '0001-01-01' end as bigint) as order_key
from lines l where day <= as_of();

-- 0.6: all sale documents of a client on one day are one order, or each is one when the variable orders says document; returns are never orders, linked ones lessen theirs.
create or replace view orders as
select client_id, order_key, min(day) filter (not is_return) as day, month_of(min(day) filter (not is_return)) as month,
       cast(sum(amount) filter (not is_return) as bigint) as sales, cast(sum(amount) as bigint) as net, count(*) filter (not is_return) as line_count
from known_lines where not is_return or origin_id > 0
group by client_id, order_key having count(*) filter (not is_return) > 0;

-- 0.6: fully returned orders count nowhere.
create or replace view kept_orders as
select *, cast(row_number() over (partition by client_id order by day, order_key) as integer) as place, lag(day) over (partition by client_id order by day, order_key) as day_before from orders where net > 0;

create or replace view client_months as
select client_id, month, cast(sum(amount) as bigint) as net, cast(sum(amount) filter (not is_return) as bigint) as sales,
       cast(coalesce(sum(cost), 0) as bigint) as cost, count(*) filter (cost is null) as without_cost
from known_lines group by client_id, month;

-- E-3.2 with its defaults: the class of every client by net revenue of the period.
create or replace view client_classes as
with sums as (
  select client_id, cast(sum(net) as bigint) as net from client_months where in_period(month) group by client_id
), places as (
  select *, sum(net) filter (net > 0) over () as total, coalesce(sum(net) filter (net > 0) over (order by net desc range between unbounded preceding and current row exclude group), 0) as above from sums
)
select client_id, net, case when net = 0 then '0' when net < 0 then '−' when above / total < 0.8 then 'A' when above / total < 0.95 then 'B' else 'C' end as class from places;

-- Population or sample deviation from the count, the sum and the sum of squares of whole numbers.
create or replace macro deviation(n, s, q) as case when getvariable('sigma') = 'sample' then case when n > 1 then sqrt((n * q - s * s) / n / (n - 1)) end else sqrt((n * q - s * s) / n / n) end;

-- E-3.5: the band of a median gap; one order has none.
create or replace macro band_of(gap) as case when gap is null then 'single' when gap <= getvariable('band_weekly') then 'weekly' when gap <= getvariable('band_two_weekly') then 'two_weekly'
  when gap <= getvariable('band_monthly') then 'monthly' when gap <= getvariable('band_two_monthly') then 'two_monthly' when gap <= getvariable('band_quarterly') then 'quarterly' else 'rarer' end;

-- The period a measure of change starts from: the given one, else the same months of so many years earlier that the two do not overlap.
create or replace view compared as
with spans as (
  select cast(getvariable('first_month') as integer) as first_month, cast(getvariable('last_month') as integer) as last_month, cast(getvariable('compare_first') as integer) as given_first, cast(getvariable('compare_last') as integer) as given_last
)
select coalesce(given_first, first_month - (last_month - first_month + 12) // 12 * 12) as before_first, coalesce(given_last, last_month - (last_month - first_month + 12) // 12 * 12) as before_last from spans;

-- E-3.8: what became of a client between the two periods; it belongs to a period when its net amount there is above zero (0.4).
create or replace view client_moves as
with first_orders as (
  select client_id, min(month) as first_order from kept_orders group by client_id
), sums as (
  select client_id, cast(coalesce(sum(net) filter (month between before_first and before_last), 0) as bigint) as value_before, cast(coalesce(sum(net) filter (in_period(month)), 0) as bigint) as value_now
  from client_months cross join compared group by client_id
)
select client_id, value_before, value_now, first_order,
       case when value_before > 0 and value_now > 0 then 'kept' when value_before > 0 then 'lost' when value_now <= 0 then 'absent' when coalesce(first_order > before_last, true) then 'new' else 'returned' end as move
from sums left join first_orders using (client_id) cross join compared;

-- E-0.2: first and second orders of the clients that count; those who begin in the ledger's first six months may have bought earlier.
create or replace view beginnings as
with firsts as (
  select client_id, min(day) as first_order, min(day) filter (place = 2) as second_order, count(*) as orders from kept_orders group by client_id
)
select *, second_order - first_order as days_to_second, as_of() - first_order as age, in_period(month_of(first_order)) as fresh from firsts
where getvariable('old_clients') = 'include' or month_of(first_order) - (select min(month_of(first_order)) from firsts) >= 6;

-- The time given for a second order: 180 days, or three usual gaps of the base when that is longer.
create or replace view horizons as
select coalesce(cast(getvariable('horizon') as integer), greatest(180, ceil(3 * median(day - day_before))))::integer as horizon from kept_orders;

-- Kaplan–Meier: S(t) is the product of 1 - events / at risk; those still waiting are at risk up to the as-of day.
create or replace view second_order_curve as
with observed as (
  select coalesce(days_to_second, age) as day, second_order is not null as happened from beginnings where fresh
), steps as (
  select day, sum(count(*)) over (order by day desc) as at_risk, count(*) filter (happened) as events from observed group by day
)
select day, at_risk, events, 1 - product(1 - events / at_risk) over (order by day) as share from steps where events > 0;

-- The Shapley share of one factor of four: its change times the product of the others, weighted by the orders in which just these have changed before it.
create or replace macro shapley4(change, x0, x1, y0, y1, z0, z1) as
  change * ((x0 * y0 * z0 + x1 * y1 * z1) / 4 + (x1 * y0 * z0 + x0 * y1 * z0 + x0 * y0 * z1 + x1 * y1 * z0 + x1 * y0 * z1 + x0 * y1 * z1) / 12);

-- E-3.7: the bridge by client, of revenue or gross profit; whoever has a line in one of the periods stands in it, new, lost or returned by revenue.
create or replace view bridge as
with first_months as (
  select l.client_id, coalesce(min(m.first_order), min(month)) as first_month from known_lines l left join client_moves m on m.client_id = l.client_id group by l.client_id
), ordered as (
  select client_id, count(*) filter (month between before_first and before_last) as orders_before, count(*) filter (in_period(month)) as orders_now from kept_orders cross join compared group by client_id
), sums as (
  select client_id, coalesce(sum(net) filter (month between before_first and before_last), 0) as net_before, coalesce(sum(net) filter (in_period(month)), 0) as net_now,
         coalesce(sum(net - cost) filter (month between before_first and before_last), 0) as profit_before, coalesce(sum(net - cost) filter (in_period(month)), 0) as profit_now
  from client_months cross join compared where in_period(month) or month between before_first and before_last group by client_id
), explained as (
  select client_id, cast(profit_before as bigint) as profit_before, cast(profit_now as bigint) as profit_now, cast(case cast(getvariable('measure') as varchar) when 'gross_profit' then profit_before else net_before end as bigint) as value_before,
         cast(case cast(getvariable('measure') as varchar) when 'gross_profit' then profit_now else net_now end as bigint) as value_now from sums
)
select client_id, s.value_before, s.value_now, coalesce(orders_before, 0) as orders_before, coalesce(orders_now, 0) as orders_now, r.value_before as revenue_before, r.value_now as revenue_now, profit_before, profit_now,
       case when r.value_before <= 0 and r.value_now > 0 then case when first_month > before_last then 'new' else 'returned' end
            when r.value_before > 0 and r.value_now <= 0 then 'lost' when s.value_now > s.value_before then 'grown' when s.value_now < s.value_before then 'shrunk' else 'same' end as "group"
from explained s join client_moves r using (client_id) join first_months using (client_id) left join ordered using (client_id) cross join compared;

-- E-3.7: more or fewer clients, each worth the average of the base; clients of the class worth more or less than it; each client of the class bringing more or less.
create or replace view bridge_mix as
with ranked as (
  select *, revenue_before + revenue_now as both_periods, sum(revenue_before + revenue_now) filter (revenue_before + revenue_now > 0) over () as total,
         coalesce(sum(revenue_before + revenue_now) filter (revenue_before + revenue_now > 0) over (order by revenue_before + revenue_now desc range between unbounded preceding and current row exclude group), 0) as above
  from bridge
), classed as (
  select r.*, case cast(getvariable('by') as varchar) when 'manager' then coalesce(m.name, '') when 'segment' then coalesce(c.segment, '') when 'region' then coalesce(c.region, '')
                   else case when both_periods = 0 then '0' when both_periods < 0 then '−' when above / total < 0.8 then 'A' when above / total < 0.95 then 'B' else 'C' end end as class
  from ranked r join clients c using (client_id) left join managers m on m.manager_id = c.manager_id
), classes as (
  select class, count(*) filter (orders_before > 0) as n_before, count(*) filter (orders_now > 0) as n, cast(sum(value_before) as bigint) as value_before, cast(sum(value_now) as bigint) as value_now from classed group by class
), worth as (
  select *, (n - n_before) * (sum(value_before) over () / sum(n_before) over () + sum(value_now) over () / sum(n) over ()) / 2 as size,
         (n - n_before) * case when n_before = 0 then value_now / nullif(n, 0) when n = 0 then value_before / n_before else (value_before / n_before + value_now / n) / 2 end as both_effects
  from classes
)
select class, n_before, n, value_before, value_now, value_now - value_before as delta, cast(round(size) as bigint) as size_effect, coalesce(cast(round(both_effects) as bigint) - cast(round(size) as bigint), 0) as mix_effect,
       value_now - value_before - coalesce(cast(round(both_effects) as bigint), cast(round(size) as bigint)) as within_effect
from worth;

-- E-3.10: the whole months of the company, from a change of regime on; a month without sales is a zero.
create or replace view season_months as
with scale as (
  select greatest(cast(getvariable('first_month') as integer), coalesce(month_of(cast(cast(getvariable('regime') as varchar) || '-01' as date)), 0)) as first_month, least(cast(getvariable('last_month') as integer), month_of(as_of() + 1) - 1) as last_month
), months as (
  select cast(unnest(range(first_month::bigint, last_month::bigint + 1)) as integer) as month from scale
), sums as (
  select month, sum(net) as net from client_months group by month
)
select month, cast(coalesce(net, 0) as bigint) as net from months left join sums using (month);

-- The season of the company: ratios to the centred 2 x 12 average scaled to mean 1, or, when it adds, differences from it brought to sum 0, as 1 + difference / mean month.
create or replace view company_season as
with setting as (
  select coalesce(cast(getvariable('model') as varchar), 'auto') = 'additive' or (coalesce(cast(getvariable('model') as varchar), 'auto') = 'auto' and min(net) <= 0) as adds, avg(net) as level from season_months
), usual as (
  select month, net, (lag(net, 6) over (order by month) / 2 + lead(net, 6) over (order by month) / 2 + sum(net) over (order by month rows between 5 preceding and 5 following)) / 12 as usual from season_months
), against as (
  select month % 12 + 1 as month, case when adds then net - usual else net / usual end as value from usual cross join setting
), raw as (
  select month, case cast(getvariable('average') as varchar) when 'mean' then avg(value) else median(value) end as raw, min(value) as least, max(value) as most, count(value) as ratios from against group by month
), scaled as (
  select *, avg(raw) over () as mean from raw
)
select month, case when adds then 1 + (raw - mean) / level else raw / mean end as index, case when adds then 1 + (least - mean) / level else least / mean end as low, case when adds then 1 + (most - mean) / level else most / mean end as high,
       ratios, case when adds then raw - mean end as shift
from scaled cross join setting;
