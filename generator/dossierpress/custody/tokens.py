"""One RFC 3161 token: over which bytes, signed when and by whom, under a root that the site trusts. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from dossierpress.custody.der import in_der_order
from dossierpress.model.custody import Stamp

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

_HASHES: Final = {
    "2.16.840.1.101.3.4.2.1": "sha256",
    "2.16.840.1.101.3.4.2.2": "sha384",
    "2.16.840.1.101.3.4.2.3": "sha512",
}
_LONGEST_CHAIN: Final = 10


def read_certificates(data: bytes) -> tuple[Certificate, ...]:
    """The certificates in a PEM file. Raises ValueError."""
    from cryptography.x509 import load_pem_x509_certificates

    return tuple(load_pem_x509_certificates(data))


def check_token(data: bytes, digests: Mapping[str, str], roots: bytes) -> Stamp:
    """What a token says of a file with these digests (by name of the hash); `roots` are PEM."""
    import rfc3161_client

    try:
        answer = rfc3161_client.decode_timestamp_response(in_der_order(data))
        made, imprint = answer.tst_info.gen_time, answer.tst_info.message_imprint
        name = _HASHES.get(imprint.hash_algorithm.dotted_string, "")
        inside = _inside(answer.signed_data.certificates)
        signers = answer.signed_data.signer_infos
    except (ValueError, TypeError):
        return Stamp("rfc3161", "damaged")
    if not name or len(signers) != 1:
        return Stamp("rfc3161", "damaged")
    if name not in digests:
        return Stamp("rfc3161", "wants-digest", wants=name)
    time = made.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")
    if imprint.message.hex() != digests[name]:
        return Stamp("rfc3161", "other-file", time)
    trusted = read_certificates(roots) if roots.strip() else ()
    signer = _signer(next(iter(signers)), (*inside, *trusted))
    if signer is None:
        return Stamp("rfc3161", "damaged", time)
    by, ends = _called(signer), signer.not_valid_after_utc.date().isoformat()
    chain = _chain(signer, inside, trusted)
    if not all(each.not_valid_before_utc <= made <= each.not_valid_after_utc for each in chain):
        return Stamp("rfc3161", "expired-signer", time, by, ends)
    if chain[-1] not in trusted:
        return Stamp("rfc3161", "unknown-root", time, by, ends)
    holds = _signature_holds(answer, digests[name], chain)
    return Stamp("rfc3161", "held" if holds else "damaged", time, by, ends)


def _inside(certificates: Iterable[bytes]) -> tuple[Certificate, ...]:
    from cryptography.x509 import load_der_x509_certificate

    return tuple(load_der_x509_certificate(each) for each in sorted(certificates))


def _signer(info: Any, certificates: Iterable[Certificate]) -> Certificate | None:
    """The certificate that a signature names."""
    return next(
        (
            each
            for each in certificates
            if each.issuer == info.issuer and each.serial_number == info.serial_number
        ),
        None,
    )


def _chain(
    signer: Certificate, inside: tuple[Certificate, ...], trusted: tuple[Certificate, ...]
) -> list[Certificate]:
    """From the signer as far up as certificates lead, and no further than one that is trusted."""
    chain = [signer]
    while chain[-1] not in trusted and len(chain) < _LONGEST_CHAIN:
        above = next(
            (each for each in (*trusted, *inside) if each not in chain and _issued(each, chain[-1])), None
        )
        if above is None:
            break
        chain.append(above)
    return chain


def _issued(above: Certificate, below: Certificate) -> bool:
    from cryptography.exceptions import InvalidSignature

    try:
        below.verify_directly_issued_by(above)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def _signature_holds(answer: Any, digest: str, chain: list[Certificate]) -> bool:
    from rfc3161_client import VerificationError, VerifierBuilder

    verifier = VerifierBuilder(tsa_certificate=chain[0], intermediates=chain[1:-1], roots=[chain[-1]]).build()
    try:
        return bool(verifier.verify(answer, bytes.fromhex(digest)))
    except (VerificationError, ValueError):
        return False


def _called(certificate: Certificate) -> str:
    from cryptography.x509.oid import NameOID

    for kind in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        for each in certificate.subject.get_attributes_for_oid(kind):
            return str(each.value)
    return certificate.subject.rfc4514_string()
