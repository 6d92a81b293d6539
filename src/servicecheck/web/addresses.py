"""The addresses of this machine that phones may reach, the likeliest first.

A laptop has more of them than one thinks: wifi, cable, a docking station, virtual machines, a company's tunnel. Only
whoever stands in the room can tell which one the phones are on, so all of them are offered.
"""

import re
import socket
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, ip_address

# Cards that lead to virtual machines, containers or another place, by what Linux, macOS and Windows call them.
_ELSEWHERE = re.compile(
    r"^(docker|br-|veth|virbr|vmnet|vboxnet|lxc|lxd|podman|cni|tun|tap|utun|wg|zt|tailscale|ppp|ipsec|bnep)"
    r"|vethernet|hyper-v|virtualbox|vmware|host-only|wsl|openvpn|wireguard|tunnel|vpn|tap-windows|bluetooth",
    re.IGNORECASE,
)
_NOWHERE = "192.0.2.1"
"""An address that is nobody's (RFC 5737)."""


@dataclass(frozen=True)
class Address:
    """One address of this machine."""

    ip: str
    card: str
    """What the system calls the network card, as in wlp3s0 or Wi-Fi."""
    device: str = ""
    """What the card itself says that it is, where a system tells (Windows)."""


def here() -> tuple[Address, ...]:
    """All addresses that others may reach, the likeliest first; none when this machine is in no network."""
    from ifaddr import get_adapters

    found = [
        Address(ip.ip, ip.nice_name, adapter.nice_name)
        for adapter in get_adapters()
        for ip in adapter.ips
        if isinstance(ip.ip, str) and not ip_address(ip.ip).is_loopback
    ]
    return likeliest_first(found, _way_out())


def likeliest_first(addresses: Iterable[Address], way_out: str = "") -> tuple[Address, ...]:
    """*addresses* in the order in which one would try them; *way_out* is the one that leads to other networks."""
    return tuple(sorted(addresses, key=lambda address: _unlikeliness(address, way_out)))


def _unlikeliness(address: Address, way_out: str) -> tuple[bool, bool, bool, bool, IPv4Address]:
    ip = IPv4Address(address.ip)
    return (
        ip.is_link_local,  # nobody gave this machine an address there
        bool(_ELSEWHERE.search(address.card) or _ELSEWHERE.search(address.device)),
        address.ip != way_out,
        not ip.is_private,
        ip,
    )


def _way_out() -> str:
    """The address that this machine would speak from to other networks; nothing is sent to find out."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect((_NOWHERE, 9))
        return str(probe.getsockname()[0])
    return ""
