"""What the window does about people’s data: giving it to them, erasing them, taking away what is kept too long."""
