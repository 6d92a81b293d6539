"""workshop: a room votes on its phones, talks, agrees; then the verdict and the report."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from servicecheck.cli.interview import SmallestGroup
from servicecheck.cli.surroundings import Surroundings
from servicecheck.cli.wishes import Wishes
from servicecheck.errors import ServicecheckError
from servicecheck.language import Language

MOST_SIMULATED = 60


def workshop(  # noqa: PLR0913 (one parameter an option)
    context: typer.Context,
    target: Annotated[str, typer.Argument(metavar="ID|FILE", help="A questionnaire, or a workshop to go on with.")],
    file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The assessment file; ID.servicecheck if not said.")
    ] = None,
    round_: Annotated[
        int | None,
        typer.Option("--round", min=1, metavar="NUMBER", help="Which round; the newest workshop if not said."),
    ] = None,
    language: Annotated[
        Language | None, typer.Option(metavar="en|da|sv", help="Of the projector; each phone chooses its own.")
    ] = None,
    mode: Annotated[
        Literal["anonymous", "open"] | None,
        typer.Option(
            metavar="anonymous|open", help="Whether votes are shown from the first one; anonymous if not said."
        ),
    ] = None,
    k: SmallestGroup = None,
    k_reason: Annotated[str, typer.Option(metavar="TEXT", help="Why a group of fewer than five may be shown.")] = "",
    next_: Annotated[bool, typer.Option("--next", help="Begin another workshop after one that has ended.")] = False,
    organisation: Annotated[
        str | None, typer.Option(metavar="NAME", help="Whose service it is, for the report.")
    ] = None,
    address: Annotated[
        str | None, typer.Option(metavar="IP", help="Which of this computer's addresses the phones come to.")
    ] = None,
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, metavar="NUMBER", help="Which port; a free one if not said.")
    ] = None,
    wifi: Annotated[
        str | None, typer.Option(metavar="NAME", help="The wifi that phones are to be in; shown with a QR code.")
    ] = None,
    wifi_password: Annotated[str, typer.Option(metavar="TEXT", help="Its password, if everybody may see it.")] = "",
    no_phones: Annotated[bool, typer.Option("--no-phones", help="Hands, this keyboard and paper only.")] = False,
    rehearse: Annotated[
        bool, typer.Option("--rehearse", help="Practise with simulated people, in a file of its own.")
    ] = False,
    people: Annotated[
        int, typer.Option(min=1, max=MOST_SIMULATED, metavar="NUMBER", help="How many people are simulated.")
    ] = 12,
    by_itself: Annotated[
        bool, typer.Option("--by-itself", help="Let a rehearsal run to its report without you.")
    ] = False,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Do not open the projector's page in the browser.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Write the report over one that is there.")] = False,
) -> None:
    """Let a room vote on its phones, talk and agree: the address, the code and the projector's page are shown."""
    from servicecheck.cli.workshop_hosting import Hosting
    from servicecheck.cli.workshop_setting import Setting

    surroundings: Surroundings = context.obj
    if wifi_password and wifi is None:
        raise ServicecheckError("Say which wifi the password is for: --wifi NAME.")
    if by_itself and not rehearse:
        raise ServicecheckError("Only a rehearsal runs by itself. Give --rehearse too.")
    if no_phones and (rehearse or address or port or wifi):
        raise ServicecheckError("Without phones there is no address and no rehearsal. Leave --no-phones or these out.")
    wishes = Wishes(target, file, round_, language, mode, k, k_reason, is_next=next_, organisation=organisation)
    setting = Setting(
        address, port, wifi, wifi_password, has_phones=not no_phones,
        simulated=people if rehearse else 0, is_by_itself=rehearse and (by_itself or not surroundings.can_ask),
        opens_browser=not no_browser and not by_itself and surroundings.can_ask, force=force,
    )  # fmt: skip
    Hosting(wishes, setting, surroundings).run()
