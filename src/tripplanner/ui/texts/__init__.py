"""Texts and translations: a list of what is to translate, the source beside the translation, help and checks below."""
