"""The invitation letter with its annexes (PDF or .docx), per delegation or for one delegate."""

from tripplanner.documents.lettering import official_letter
from tripplanner.i18n import msg

KIND = official_letter("invitation", msg("Invitation letter"), 210)
