"""What Qt says by itself follows the language of the window."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLineEdit

from tripplanner.ui.qt_words import QtWords


def test_the_menu_of_a_field_speaks_the_language_of_the_window(qapp: QApplication) -> None:
    words = QtWords(qapp, "fr")
    said = {}
    for language in ("fr", "zh", "en"):
        words.speak(language)
        field = QLineEdit("x")
        menu = field.createStandardContextMenu()
        said[language] = menu.actions()[0].text().partition("\t")[0]
        menu.deleteLater()
        field.deleteLater()
    assert said == {"fr": "&Annuler", "zh": "撤消(&U)", "en": "&Undo"}
    words.deleteLater()
