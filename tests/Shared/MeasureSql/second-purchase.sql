-- Second purchases (E-0.2): the clients whose first order lies in the period.
select c.external_id as client_id, first_order, age, second_order, days_to_second, orders, (select cast(sum(net) as bigint) from client_months m where m.client_id = b.client_id) as value
from beginnings b join clients c using (client_id) where fresh
