"""Two records of the same thing: found, compared side by side, made one."""
