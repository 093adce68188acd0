"""The screens behind the pages."""
