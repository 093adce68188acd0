"""Forms that participants fill in: on paper, in a spreadsheet, or with KoboToolbox and ODK."""
