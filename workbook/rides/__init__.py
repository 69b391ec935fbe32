"""Bookings into rides: the day to plan, the planner, and the checker that knows nothing of the planner."""
