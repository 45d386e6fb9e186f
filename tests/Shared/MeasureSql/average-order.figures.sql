select round_half_away(sum(net), sum(orders)) as average_order, (select cast(round(median(net)) as bigint) from kept_orders where in_period(month)) as median_order, sum(orders) as orders, count(*) as clients,
       sum(lines) / sum(orders) as lines_per_order, sum(reserve) as reserve, round_half_away(sum(net_before), sum(orders_before)) as average_before, count(*) filter (shift = 'overstock') as overstock_count
from sheet
