-- ABC migration (E-3.3), nobody having given a cause: rates are of those who were in a class; the new come from outside and never count as up.
with counts as (
  select count(*) filter ("from" in ('A', 'B', 'C')) as n, count(*) filter (move = 'up') as up, count(*) filter (move in ('down', 'left')) as down, count(*) filter (move = 'stay') as stay,
         count(*) filter (move = 'border_shift') as border_shift, count(*) filter ("from" = 'A' and "to" = 'A') / nullif(count(*) filter ("from" = 'A'), 0) as a_kept,
         coalesce(sum(delta_value) filter ("from" = 'A' and "to" <> 'A'), 0) as a_left_value, coalesce(sum(delta_value) filter ("from" <> 'A' and "to" = 'A'), 0) as a_came_value, sum(delta_value) as delta,
         count(*) filter (move = 'entered') as entered, count(*) filter (move = 'returned') as returned, count(*) filter (move = 'left') as "left", count(*) filter (needs_cause) as cause_needed, count(*) filter (needs_cause) as cause_missing
  from migrations
)
select *, up / nullif(n, 0) as up_rate, down / nullif(n, 0) as down_rate, stay / nullif(n, 0) as stay_rate, (up - down) / nullif(n, 0) as net_index from counts
