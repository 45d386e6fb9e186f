select count(*) filter (status = 'potential') as potential_count, count(*) filter (status = 'new') as new_count, count(*) filter (status = 'active') as active_count,
       count(*) filter (status = 'deviation') as deviation_count, count(*) filter (status = 'sleeping') as sleeping_count, count(*) filter (status = 'lost') as lost_count,
       count(*) filter (status = 'returned') as returned_count, count(*) filter (status = 'project') as project_count
from lives
