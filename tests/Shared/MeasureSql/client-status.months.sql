-- How many clients had each status on the last day of every month; on the day asked in its own month.
with months as (
  select m as month, least(first_day(m + 1) - 1, as_of()) as last_day
  from range(getvariable('first_month'), least(getvariable('last_month'), month_of(as_of())) + 1) t(m)
), spells as (
  select client_id, status, day, coalesce(lead(day) over (partition by client_id order by day), date '9999-12-31') as until from life_changes
)
select month, count(*) filter (status = 'new') as new, count(*) filter (status = 'active') as active, count(*) filter (status = 'deviation') as deviation,
       count(*) filter (status = 'sleeping') as sleeping, count(*) filter (status = 'lost') as lost, count(*) filter (status = 'returned') as returned, count(*) filter (status = 'project') as project
from months left join spells on day <= last_day and until > last_day group by month
