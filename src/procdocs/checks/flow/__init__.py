"""Rules about the order of steps: what is reached, what ends, what waits for what."""
