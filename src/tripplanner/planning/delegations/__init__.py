"""What is done to the people of a trip: their order, sub-groups, rooms, arrivals and departures."""
