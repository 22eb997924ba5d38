"""Rules about what a process says of itself: why it exists and what stands around it."""
