select c.external_id as client_id, "group", value_before, value_now, value_now - value_before as delta from bridge join clients c using (client_id)
