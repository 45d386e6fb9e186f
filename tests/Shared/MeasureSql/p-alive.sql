-- What the buying models know of a client (E-3.9): x repeat orders, t_x from the first order to the last, T to the day asked, in units of time; and the net of the orders of twelve months.
-- A day of goods given free is an order; a day returned in full never was one.
with bought as (
  select client_id, day, net from orders where net > 0 or net = sales
)
select c.external_id as client_id, count(*) - 1 as x, date_diff('day', min(day), max(day)) / case getvariable('unit') when 'day' then 1 else 7 end as t_x,
       date_diff('day', min(day), as_of()) / case getvariable('unit') when 'day' then 1 else 7 end as t, max(day) as last_order, coalesce(sum(net) filter (day > as_of() - interval 12 month), 0) as last_year
from bought b join clients c on c.client_id = b.client_id group by c.external_id
