"""What a QR code says to bring a phone into a network."""

import re

from servicecheck.web.services import Wifi


def wifi_code(wifi: Wifi) -> str:
    """The text of the QR code, as phones' cameras understand it."""
    secret = f"P:{_plain(wifi.password)};" if wifi.password else ""
    return f"WIFI:T:{'WPA' if wifi.password else 'nopass'};S:{_plain(wifi.name)};{secret};"


def _plain(text: str) -> str:
    """*text* with every sign that means something there set apart; a comma too, which some readers take for one."""
    return re.sub(r'([\\;,:"])', r"\\\1", text)
