"""What a QR code says to bring a phone into a network."""

from servicecheck.web.services import Wifi


def wifi_code(wifi: Wifi) -> str:
    """The text of the QR code, as phones' cameras understand it."""
    from segno.helpers import make_wifi_data

    text: str = make_wifi_data(wifi.name, wifi.password or None, "WPA" if wifi.password else "nopass")
    return text
