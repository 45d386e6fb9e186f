select day, at_risk, events, share from second_order_curve
