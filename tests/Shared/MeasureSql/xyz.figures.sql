select count(*) filter (class = 'X') as x_count, count(*) filter (class = 'Y') as y_count, count(*) filter (class = 'Z') as z_count,
       count(*) filter (class = 'smooth') as smooth_count, count(*) filter (class = 'intermittent') as intermittent_count, count(*) filter (class = 'erratic') as erratic_count, count(*) filter (class = 'lumpy') as lumpy_count,
       count(*) filter (class is null) as few_data_count, count(*) filter (class = 'single') as single_count, count(*) filter (class = 'excluded') as excluded_count, any_value(t1) as t1, any_value(t2) as t2
from sheet
