"""Rules about who does, answers for, is asked and is told."""
