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
