"""What our work is compared with: the same content made by other tools. Development only."""
