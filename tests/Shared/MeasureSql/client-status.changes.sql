-- Every change of status in the period.
select c.external_id as client_id, e.day, e.status_before as "from", e.status as "to"
from life_changes e join clients c on c.client_id = e.client_id where in_period(month_of(e.day))
