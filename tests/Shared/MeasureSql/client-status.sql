-- Status of every client on the day asked, with the rhythm and thresholds behind it and the revenue of the last twelve closed months.
with money as (
  select client_id, sum(net) as value from client_months where month between last_closed(as_of()) - 11 and last_closed(as_of()) group by client_id
)
select c.external_id as client_id, l.status, as_of() - l.last_order as d, l.median_gap as m, l.p90, l.orders, l.last_order, l.basis,
       case when l.yellow <> l.sleep then l.yellow end as yellow_days, l.sleep as sleep_days, greatest(l.loss, l.sleep) as lost_days, l.since, l.status_before, coalesce(value, 0) as value
from lives l join clients c on c.client_id = l.client_id left join money m on m.client_id = l.client_id
