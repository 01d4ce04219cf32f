"""One OpenTimestamps file: over which bytes, and whether it leads to a block of Bitcoin yet. Pure."""

from collections.abc import Mapping
from typing import Final

from dossierpress.model.custody import Stamp

_HASHES: Final = {"sha256": "sha256", "sha1": "sha1", "ripemd160": "ripemd160"}


def check_proof(data: bytes, digests: Mapping[str, str]) -> Stamp:
    """What a proof says of a file with these digests. Whether the block is in the chain, nobody is asked."""
    from opentimestamps.core.notary import BitcoinBlockHeaderAttestation, PendingAttestation
    from opentimestamps.core.serialize import BytesDeserializationContext, DeserializationError
    from opentimestamps.core.timestamp import DetachedTimestampFile

    try:
        proof = DetachedTimestampFile.deserialize(BytesDeserializationContext(data))
        found = [each for _, each in proof.timestamp.all_attestations()]
    except (DeserializationError, ValueError, TypeError, OverflowError, RecursionError):
        return Stamp("opentimestamps", "damaged")
    name = _HASHES.get(proof.file_hash_op.TAG_NAME, "")
    if not name:
        return Stamp("opentimestamps", "damaged")
    if name not in digests:
        return Stamp("opentimestamps", "wants-digest", wants=name)
    if proof.file_digest.hex() != digests[name]:
        return Stamp("opentimestamps", "other-file")
    heights = [each.height for each in found if isinstance(each, BitcoinBlockHeaderAttestation)]
    if heights:
        return Stamp("opentimestamps", "anchored", block=min(heights))
    waiting = sorted(each.uri for each in found if isinstance(each, PendingAttestation))
    return Stamp("opentimestamps", "pending" if waiting else "damaged", by=", ".join(waiting))
