"""The library pages (sites, partners, delegates, case studies, glossary, themes, bin): groups, a list, a detail."""
