"""workshop: a room votes on its phones, talks, agrees; then the verdict and the report."""

import typer

from servicecheck.cli import workshop_options as options
from servicecheck.cli.interview import SmallestGroup
from servicecheck.cli.surroundings import Surroundings
from servicecheck.cli.wishes import Wishes
from servicecheck.errors import ServicecheckError


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
    no_browser: options.NoBrowser = False,
    force: options.Force = False,
) -> None:
    """Let a room vote on its phones, talk and agree: the address, the code and the projector's page are shown."""
    from servicecheck.cli.workshop_hosting import Hosting
    from servicecheck.cli.workshop_setting import Setting

    surroundings: Surroundings = context.obj
    _require_sense(by_itself and not rehearse, "Only a rehearsal runs by itself. Give --rehearse too.")
    _require_sense(bool(wifi_password) and wifi is None, "Say which wifi the password is for: --wifi NAME.")
    _require_sense(no_phones and bool(rehearse or address or port or wifi), _NO_PHONES)
    wishes = Wishes(target, file, round_, language, mode, k, k_reason, is_next=next_, organisation=organisation)
    setting = Setting(address, port, wifi, wifi_password, not no_phones, people if rehearse else 0, force)
    Hosting(wishes, setting.led(surroundings.can_ask, by_itself, no_browser), surroundings).run()


_NO_PHONES = "Without phones there is neither an address nor a rehearsal. Leave --no-phones or the others out."


def _require_sense(is_nonsense: bool, sentence: str) -> None:
    if is_nonsense:
        raise ServicecheckError(sentence)
