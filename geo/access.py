"""Who a visitor is and what he may do: reading is for everybody, changing for whoever the host trusts.

Local use: whoever reaches this machine through its own address, and through no proxy, may do everything. A
hosted installation (THALWEG_ACCESS=hosted) trusts only editors: people who have logged in with the host's
OIDC provider under an e-mail address that the host has listed.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from enum import StrEnum

from geo.errors import DeniedError
from geo.settings import Settings


class Role(StrEnum):
    OWNER = "owner"
    """Whoever uses this machine; everything is his."""
    EDITOR = "editor"
    READER = "reader"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks. `name` is an editor's e-mail address; nobody else has one."""

    role: Role
    name: str = ""

    @property
    def may_change(self) -> bool:
        """Whether he may change kept cases, and see private ones."""
        return self.role is not Role.READER


OWNER = Visitor(Role.OWNER)
READER = Visitor(Role.READER)


@dataclass(frozen=True, slots=True)
class Request:
    """What a server knows of a visit. Addresses as text; empty where it does not know."""

    host: str = ""
    """Host header, with or without a port."""
    address: str = ""
    """The other end of the connection; empty where the server takes loopback to be not worth telling."""
    is_forwarded: bool = False
    """Whether a proxy says that it stands between."""
    mail: str = ""
    """E-mail address of a login, as the provider gives it."""
    is_mail_verified: bool = False


def visitor_of(request: Request, settings: Settings) -> Visitor:
    """Whose visit this is. What is not known for sure makes a reader of him."""
    if settings.access == "local":
        return OWNER if _is_local(request) else READER
    mail = request.mail.strip().lower()
    if mail and request.is_mail_verified and mail in settings.editors:
        return Visitor(Role.EDITOR, mail)
    return READER


def check_change(visitor: Visitor) -> None:
    """DeniedError where he may change nothing that is kept."""
    if not visitor.may_change:
        raise DeniedError("only editors can change what is kept here; log in as one, or work on a copy")


def _is_local(request: Request) -> bool:
    if request.is_forwarded:
        return False
    return _is_loopback(_without_port(request.host)) and (
        not request.address or _is_loopback(request.address)
    )


def _without_port(host: str) -> str:
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0] if host.count(":") == 1 else host


def _is_loopback(name: str) -> bool:
    if name.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
