"""One small file per page: its name, icon and place in the rail, and how it is made.

The screens themselves live in ``tripplanner.ui.screens`` and are imported when
a page is first shown, so that the frame can be painted before the database
code is loaded.
"""
