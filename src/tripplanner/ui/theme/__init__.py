"""How the window looks: colours, fonts, icons, one short style sheet."""
