"""Which address of a machine phones are told first."""

from servicecheck.web.addresses import Address, here, likeliest_first
from servicecheck.web.services import Wifi
from servicecheck.web.wifi import wifi_code

WIFI = Address("192.168.1.20", "wlp3s0")


def ips(*addresses: Address, way_out: str = "") -> list[str]:
    return [address.ip for address in likeliest_first(addresses, way_out)]


def test_the_card_that_leads_out_comes_first() -> None:
    cable = Address("10.0.0.5", "enp0s1")

    assert ips(cable, WIFI, way_out=WIFI.ip) == [WIFI.ip, cable.ip]
    assert ips(cable, WIFI, way_out=cable.ip) == [cable.ip, WIFI.ip]


def test_virtual_machines_containers_and_tunnels_come_last_even_when_they_lead_out() -> None:
    others = [
        Address("172.17.0.1", "docker0"),
        Address("10.8.0.2", "tun0"),
        Address("100.101.102.103", "tailscale0"),
        Address("192.168.56.1", "Ethernet 3", "VirtualBox Host-Only Ethernet Adapter"),
        Address("172.29.64.1", "vEthernet (WSL)", "Hyper-V Virtual Ethernet Adapter"),
    ]

    assert [ips(other, WIFI, way_out=other.ip)[0] for other in others] == [WIFI.ip] * len(others)


def test_an_address_that_nobody_gave_comes_after_everything() -> None:
    assert ips(Address("169.254.7.7", "Wi-Fi"), Address("172.17.0.1", "docker0")) == ["172.17.0.1", "169.254.7.7"]


def test_a_hotspot_without_a_way_out_is_found() -> None:
    hotspot = Address("192.168.137.1", "Local Area Connection* 10", "Microsoft Wi-Fi Direct Virtual Adapter")

    assert ips(Address("172.29.64.1", "vEthernet (Default Switch)"), hotspot)[0] == hotspot.ip


def test_this_machine_says_where_it_is_and_never_the_loopback() -> None:
    assert not [address for address in here() if address.ip.startswith("127.")]


def test_the_wifi_code_is_what_phones_understand() -> None:
    assert wifi_code(Wifi("Guests; upstairs", "a,b:c\\d")) == r"WIFI:T:WPA;S:Guests\; upstairs;P:a\,b\:c\\d;;"
    assert wifi_code(Wifi("Open")) == "WIFI:T:nopass;S:Open;;"
