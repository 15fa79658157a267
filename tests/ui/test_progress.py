"""What counts as filled in, shown and required in a form."""

from ui.progress import missing_questions, section_line
from ui.rows import FormField, FormSection

SECTION = FormSection(
    "risk",
    "Risk",
    (
        FormField("risks", "Risks", "chips", required=True),
        FormField(
            "note", "Note", "text", required=True, shown_when=("risks", ("harm",))
        ),
        FormField("met", "Met", "chips", required_when=("outcome", ("completed",))),
    ),
)


def state(values):
    line = section_line(SECTION, values)
    return line.filled, line.total, line.state


def test_a_required_answer_decides_the_state():
    assert state({}) == (0, 2, "required")
    assert state({"risks": ["none"]}) == (1, 2, "partial")
    assert state({"risks": ["none"], "met": ["a"]}) == (2, 2, "done")


def test_a_question_that_does_not_apply_is_not_counted():
    assert state({"risks": ["harm"]}) == (1, 3, "required")
    assert state({"risks": ["harm"], "note": "x"}) == (2, 3, "partial")


def test_an_answer_may_be_required_only_in_some_cases():
    values = {"risks": ["none"], "outcome": "completed"}
    assert [q.name for q in missing_questions([SECTION], values)] == ["met"]
    assert missing_questions([SECTION], {**values, "outcome": "not_home"}) == ()
