"""workshop: a room votes on its phones, talks, agrees; then the verdict and the report."""

import typer

from servicecheck.cli import workshop_options as options
from servicecheck.cli.interview import SmallestGroup
from servicecheck.cli.surroundings import Surroundings
from servicecheck.cli.wishes import Wishes
from servicecheck.errors import ServicecheckError
from servicecheck.response import Mode


def workshop(  # noqa: PLR0913 (one parameter an option)
    context: typer.Context,
    target: options.Target,
    file: options.File = None,
    round_: options.RoundNumber = None,
    language: options.OfProjector = None,
    mode: options.WhatIsSeen = None,
    k: SmallestGroup = None,
    k_reason: options.Reason = "",
    next_: options.Next = False,
    organisation: options.Organisation = None,
    address: options.Address = None,
    port: options.Port = None,
    wifi: options.Network = None,
    wifi_password: options.Password = "",
    no_phones: options.NoPhones = False,
    rehearse: options.Rehearse = False,
    people: options.People = 12,
    by_itself: options.ByItself = False,
    no_open: options.NoOpen = False,
    force: options.Force = False,
) -> None:
    """Let a room vote on its phones, talk and agree: the address, the code and the projector's page are shown."""
    from servicecheck.cli.workshop_hosting import Hosting
    from servicecheck.cli.workshop_setting import Setting

    surroundings: Surroundings = context.obj
    _require_sense(by_itself and not rehearse, "Only a rehearsal runs by itself. Give --rehearse too.")
    _require_sense(bool(wifi_password) and wifi is None, "Say which wifi the password is for: --wifi NAME.")
    _require_sense(no_phones and bool(rehearse or address or port or wifi), _NO_PHONES)
    mode = _shared(context, mode)
    wishes = Wishes(target, file, round_, language, mode, k, k_reason, is_next=next_, organisation=organisation)
    setting = Setting(address, port, wifi, wifi_password, not no_phones, people if rehearse else 0, force)
    Hosting(wishes, setting.led(surroundings.can_ask, by_itself, no_open), surroundings).run()


_NO_PHONES = "Without phones there is neither an address nor a rehearsal. Leave --no-phones or the others out."


def _shared(context: typer.Context, mode: Mode | None) -> Mode | None:
    """The mode, unless it is one person's own: that may be set for all of somebody's interviews, but not asked for."""
    source = context.get_parameter_source("mode")
    is_typed = source is not None and source.name == "COMMANDLINE"
    _require_sense(mode == "own" and is_typed, "A workshop is anonymous or open; nobody votes alone.")
    return None if mode == "own" else mode


def _require_sense(is_nonsense: bool, sentence: str) -> None:
    if is_nonsense:
        raise ServicecheckError(sentence)
