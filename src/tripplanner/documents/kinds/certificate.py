"""The attendance certificate (PDF or .docx): a page per delegate, or that of one."""

from tripplanner.documents.lettering import official_letter
from tripplanner.i18n import msg

KIND = official_letter("certificate", msg("Attendance certificate"), 220)
