"""A questionnaire as a form of another tool, as `export ID --to` writes it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from servicecheck.cli.surroundings import Surroundings
from servicecheck.cli.wishes import SUFFIX
from servicecheck.errors import ServicecheckError
from servicecheck.language import Language, preferred
from servicecheck.questionnaire import Questionnaire


@dataclass(frozen=True)
class Order:
    """What is to be made of which questionnaire."""

    questionnaire: str
    to: Literal["xlsform", "surveyjs"]
    language: Language | None
    for_customers: bool


def made(order: Order, surroundings: Surroundings) -> tuple[str, bytes]:
    """The name of the form's file and its content; what is not in it is said on stderr."""
    from servicecheck.files import questionnaires
    from servicecheck.files.form_exports.form import form_of

    if order.questionnaire.endswith(SUFFIX):
        message = f"{order.questionnaire} is an assessment file. Name its questionnaire to make a form of it,"
        raise ServicecheckError(f"{message} or leave --to {order.to} out.")
    questionnaire = questionnaires.load(order.questionnaire)
    form = form_of(questionnaire, _language(order, questionnaire, surroundings), for_customers=order.for_customers)
    if questionnaire.registers and not order.for_customers:
        names = ", ".join(register.title.to(form.language) for register in questionnaire.registers)
        surroundings.err.paragraph(
            f"Not in the form, because they are tables: {names}. "
            "Fill them in during 'run', or bring them in with 'add'."
        )
    stem = f"{questionnaire.id}-customers" if order.for_customers else questionnaire.id
    if order.to == "surveyjs":
        from servicecheck.files.form_exports import surveyjs

        return f"{stem}-surveyjs.json", surveyjs.written(form)
    from servicecheck.files.form_exports import xlsform

    return f"{stem}-xlsform.xlsx", xlsform.written(form, surroundings.now().date())


def refuse_questionnaire(source: str, language: Language | None, as_: str | None) -> None:
    """Raise ServicecheckError where *source* is a questionnaire, of which it must be said what to make."""
    from servicecheck.files import questionnaires

    path = Path(source)
    is_named = not path.exists() and source in questionnaires.names()
    if is_named or path.suffix in (".yaml", ".yml"):
        raise ServicecheckError(f"{source} is a questionnaire. Say which form: --to xlsform or --to surveyjs.")
    if language or as_:
        raise ServicecheckError("--language and --as are for forms: --to xlsform or --to surveyjs.")


def _language(order: Order, questionnaire: Questionnaire, surroundings: Surroundings) -> Language:
    """The language asked for, else the terminal's if the questionnaire has it, else its first."""
    from servicecheck.cli.locale_of_terminal import terminal_language

    if order.language:
        return order.language
    own = terminal_language(surroundings.environment)
    return own if not questionnaire.languages or own in questionnaire.languages else preferred(questionnaire.languages)
