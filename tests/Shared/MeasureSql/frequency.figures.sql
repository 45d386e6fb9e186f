select any_value(all_orders) as orders, any_value(all_clients) as active_clients, any_value(all_orders) / any_value(all_clients) as base_frequency, any_value(usual_gap) as median_gap,
       any_value(all_due) as should_have_ordered, any_value(all_single) as single_count, any_value(all_deviating) as deviation_count
from sheet
