"""What a supervisor saw a colleague do, against one standard."""
