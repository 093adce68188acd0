"""What can take in files: one module each, found by being here (see ``tripplanner.ui.importing``)."""
