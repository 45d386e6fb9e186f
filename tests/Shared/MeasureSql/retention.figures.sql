select count(*) filter (value_before > 0) as start, count(*) filter (move = 'kept') as kept, count(*) filter (move = 'kept') / nullif(count(*) filter (value_before > 0), 0) as logo,
       sum(least(value_before, value_now)) filter (value_before > 0) / sum(value_before) filter (value_before > 0) as grr, sum(value_now) filter (value_before > 0) / sum(value_before) filter (value_before > 0) as nrr,
       count(*) filter (move = 'lost') as lost, count(*) filter (move = 'new') as new, count(*) filter (move = 'returned') as returned
from client_moves
