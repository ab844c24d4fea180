"""Guards against server-side request forgery: what is fetched comes from public addresses alone.

Else a page, or a name server, could have us fetch what only this network may see. A host that its
source names as private is let through.
"""

import ipaddress
import socket

import httpx

from ingest.sources import NoAddress, Unopened

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Guarded(httpx.BaseTransport):
    """Connects to public addresses alone, but for the hosts that a request names as private.

    The name is looked up here and the connection made to the address that was looked at: a name
    server that answers differently the second time gains nothing.
    """

    def __init__(self) -> None:
        # Connections are not kept: they are known by their address, and two hosts may share one.
        self._inner = httpx.HTTPTransport(limits=httpx.Limits(max_keepalive_connections=0))

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request to the first of its host's addresses that answers."""
        host = request.url.host
        request.extensions["sni_hostname"] = host
        failure = httpx.ConnectError(f"{host} has no address")
        for address in _addresses(host):
            if host not in request.extensions["private_hosts"] and not is_public(address):
                raise Unopened(
                    f"{host} stands at a private address ({address}). If it is meant, name it in "
                    "`private_hosts` of its entry in a sources.toml.",
                    transient=False,
                )
            try:
                request.url = request.url.copy_with(host=address)
                return self._inner.handle_request(request)
            except httpx.ConnectError as error:
                failure = error
        raise failure

    def close(self) -> None:
        """Let go of the connections."""
        self._inner.close()


def _addresses(host: str) -> list[str]:
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except UnicodeError as error:  # it has an empty part, or one of more than 63 characters
        raise NoAddress(f"{host} cannot be the name of a host.") from error
    except OSError as error:
        raise httpx.ConnectError(f"{host} has no address: {error}") from error
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def is_public(address: str) -> bool:
    """Tell addresses of the internet from those inside, also where one is wrapped in another."""
    one = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(one, ipaddress.IPv6Address):
        inner = one.ipv4_mapped or one.sixtofour
        if inner is None and one in _NAT64:
            inner = ipaddress.IPv4Address(int(one) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return one.is_global and not one.is_multicast
