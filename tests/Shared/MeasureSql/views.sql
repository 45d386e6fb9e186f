-- The ledger as the measures see it (methods.md, part 0), written in the SQL of DuckDB from the book of methods and not from the program.
-- Tables: lines(client_id, doc_id, line_no, day date, product_id, manager_id, is_return boolean, origin_id, qty, amount, cost), clients, products, managers, categories.
-- Money is 1/10,000 of the currency; day is the analytics day: a linked return stands on the day of its original document (0.4).
-- Variables: as_of date; first_month, last_month whole numbers year * 12 + month - 1; a variable for each parameter under its own key.
create or replace macro as_of() as cast(getvariable('as_of') as date);
create or replace macro month_of(d) as cast(year(d) * 12 + month(d) - 1 as integer);
create or replace macro first_day(m) as make_date(m // 12, m % 12 + 1, 1);
-- 0.5: a month closes on day 5 of the next.
create or replace macro last_closed(d) as month_of(d) - case when day(d) >= 5 then 1 else 2 end;
create or replace macro in_period(m) as m between cast(getvariable('first_month') as integer) and cast(getvariable('last_month') as integer);

-- 0.10: halves away from zero; whole numbers in, a whole number out.
create or replace macro round_half_away(part, whole) as cast(sign(part) * ((2 * abs(part) + whole) // (2 * whole)) as bigint);

create or replace view known_lines as
select l.*, month_of(day) as month from lines l where day <= as_of();

-- 0.6: all sale documents of a client on one day are one order; returns are never orders, linked ones lessen theirs.
create or replace view orders as
select client_id, day, any_value(month) as month,
       cast(sum(amount) filter (not is_return) as bigint) as sales, cast(sum(amount) as bigint) as net, count(*) filter (not is_return) as line_count
from known_lines where not is_return or origin_id > 0
group by client_id, day having count(*) filter (not is_return) > 0;

-- 0.6: fully returned orders count nowhere.
create or replace view kept_orders as
select *, cast(row_number() over (partition by client_id order by day) as integer) as place, lag(day) over (partition by client_id order by day) as day_before from orders where net > 0;

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

-- E-3.7: the bridge by client; whoever has a line in one of the periods stands in it.
create or replace view bridge as
with first_months as (
  select l.client_id, coalesce(min(m.first_order), min(month)) as first_month from known_lines l left join client_moves m on m.client_id = l.client_id group by l.client_id
), ordered as (
  select client_id, count(*) filter (month between before_first and before_last) as orders_before, count(*) filter (in_period(month)) as orders_now from kept_orders cross join compared group by client_id
), present as (
  select distinct client_id from client_months cross join compared where in_period(month) or month between before_first and before_last
)
select client_id, value_before, value_now, coalesce(orders_before, 0) as orders_before, coalesce(orders_now, 0) as orders_now,
       case when value_before <= 0 and value_now > 0 then case when first_month > before_last then 'new' else 'returned' end
            when value_before > 0 and value_now <= 0 then 'lost' when value_now > value_before then 'grown' when value_now < value_before then 'shrunk' else 'same' end as "group"
from present join client_moves using (client_id) join first_months using (client_id) left join ordered using (client_id) cross join compared;

-- E-3.7: more or fewer clients, each worth the average of the base; clients of the class worth more or less than it; each client of the class bringing more or less.
create or replace view bridge_mix as
with ranked as (
  select *, value_before + value_now as both_periods, sum(value_before + value_now) filter (value_before + value_now > 0) over () as total,
         coalesce(sum(value_before + value_now) filter (value_before + value_now > 0) over (order by value_before + value_now desc range between unbounded preceding and current row exclude group), 0) as above
  from bridge
), classed as (
  select r.*, case cast(getvariable('by') as varchar) when 'manager' then coalesce(m.name, '') when 'segment' then coalesce(c.segment, '') when 'region' then coalesce(c.region, '')
                   else case when both_periods = 0 then '0' when both_periods < 0 then '−' when above / total < 0.8 then 'A' when above / total < 0.95 then 'B' else 'C' end end as class
  from ranked r join clients c using (client_id) left join managers m on m.manager_id = c.manager_id
), classes as (
  select class, count(*) filter (orders_before > 0) as n_before, count(*) filter (orders_now > 0) as n, cast(sum(value_before) as bigint) as value_before, cast(sum(value_now) as bigint) as value_now from classed group by class
), worth as (
  select *, (n - n_before) * (sum(value_before) over () / sum(n_before) over () + sum(value_now) over () / sum(n) over ()) / 2 as size,
         (n - n_before) * case when n_before = 0 then value_now / n when n = 0 then value_before / n_before else (value_before / n_before + value_now / n) / 2 end as both_effects
  from classes
)
select class, n_before, n, value_before, value_now, value_now - value_before as delta, cast(round(size) as bigint) as size_effect, coalesce(cast(round(both_effects) as bigint) - cast(round(size) as bigint), 0) as mix_effect,
       value_now - value_before - coalesce(cast(round(both_effects) as bigint), cast(round(size) as bigint)) as within_effect
from worth;
