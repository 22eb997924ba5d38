"""Rules about risks and controls."""
