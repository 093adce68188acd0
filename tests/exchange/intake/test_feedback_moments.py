"""Before, after and six months later, on both databases: voices compared, promises followed up by who made them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from filled_forms import Answer, odk_csv
from sqlalchemy.orm import Session

from tripplanner.exchange.intake.applying import apply, label
from tripplanner.exchange.intake.opening import look
from tripplanner.exchange.intake.readers import read_bytes
from tripplanner.exchange.intake.subjects import Target
from tripplanner.i18n import msg
from tripplanner.model.commitments import Commitment
from tripplanner.planning.learning.feedback import giving, returns
from tripplanner.planning.learning.feedback.questions import FormContent
from tripplanner.store.workspace import Workspace


def given(workspace: Workspace, kind: str) -> FormContent:
    return workspace.get(giving.content_of, workspace.do(msg("give"), giving.give_out, 1, kind))


def bring(workspace: Workspace, content: FormContent, answers: Sequence[Answer]) -> None:
    seen = workspace.get(look, read_bytes(odk_csv(content, "1", answers), "a.csv"), subject_key="feedback")
    plan = workspace.get(seen.plan, Target(1, "fr"))
    assert plan.counts["new"] == len(answers)
    workspace.do(label(plan), apply, plan)


def graded(content: FormContent, id: str, who: str | None, grade: int, **more: Any) -> Answer:
    scales = [one.name for one in content.questions() if one.says in ("before", "after")]
    return {"id": id, "respondent": who, **dict.fromkeys(scales, grade), **more}


def promises(session: Session) -> list[tuple[str, str, list[tuple[date, str, str]]]]:
    found = session.scalars(sa.select(Commitment).order_by(Commitment.id))
    return [(one.text.best(), one.status, [(step.day, step.status, step.note.best()) for step in one.steps])
            for one in found]  # fmt: skip


def test_what_changed_is_told_of_those_who_answered_twice(sample_workspace: Workspace) -> None:
    workspace = sample_workspace
    head, deputy = workspace.get(giving.respondents, 1)[:2]
    before = given(workspace, "before")
    bring(workspace, before, [graded(before, "a", head.code, 2), graded(before, "b", "Panda7", 1),
                              graded(before, "c", None, 3)])  # fmt: skip
    after = given(workspace, "after")
    promise = {"commitment": "Écrire un guide des passages à faune.", "commitment_due": "2027-12-01"}
    bring(workspace, after, [graded(after, "d", head.name.native, 5, **promise), graded(after, "e", "panda7", 3)])
    aims = workspace.get(returns.mastery, 1)
    assert {(one.before, one.before_n, one.after, one.after_n, one.paired) for one in aims} == {(2, 3, 4, 2, (2.5, 2))}

    later = given(workspace, "follow_up")
    state, note = (next(one.name for one in later.questions() if one.says == says) for says in ("status", "note"))
    others = {"id": "f", "respondent": deputy.code, state: "dropped", note: "Pas à moi."}
    own = {"id": "g", "respondent": head.code, state: "under_way", note: "Premier chapitre écrit."}
    bring(workspace, later, [others, own])
    assert workspace.get(promises) == [("Écrire un guide des passages à faune.", "under_way",
                                        [(date(2027, 6, 20), "under_way", "Premier chapitre écrit.")])]  # fmt: skip
