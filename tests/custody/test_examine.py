"""Proofs of time beside captures: sound ones are shown, and each kind of fault has its own words and line."""

import hashlib
from pathlib import Path

import pytest
from opentimestamps.core.notary import BitcoinBlockHeaderAttestation, PendingAttestation
from opentimestamps.core.op import OpAppend, OpRIPEMD160, OpSHA256
from opentimestamps.core.serialize import BytesSerializationContext
from opentimestamps.core.timestamp import DetachedTimestampFile, Timestamp

from custody.authority import DAY, Authority
from trial import article, dossier, lay

CAPTURE = b"<p>The page as it was saved.</p>"
SITE = "title: Trial\nurl: https://press.example/\nsearch: false\ncards: false\n"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("tsa") / "sound")


def held(data: bytes = CAPTURE) -> str:
    digest = hashlib.sha256(data).hexdigest()
    return article(f"captures:\n  - {{file: page.html, sha256: {digest}, taken: 2024-01-01}}")


def site(root: Path, proofs: dict[str, bytes], trusted: bytes = b"") -> Path:
    roots = "timestamps: {roots: [root.pem]}\n" if trusted else ""
    files: dict[str, str | bytes] = {
        "site.yaml": SITE + roots,
        "content/d/one/index.md": held(),
        "content/d/one/page.html": CAPTURE,
    }
    files |= {f"content/d/one/{name}": data for name, data in proofs.items()}
    return lay(root, files | ({"root.pem": trusted} if trusted else {}), theme=False)


def proof(data: bytes = CAPTURE, block: int = 0, operation: type = OpSHA256) -> bytes:
    """An OpenTimestamps file that waits, or leads to a block."""
    name = {OpSHA256: "sha256", OpRIPEMD160: "ripemd160"}[operation]
    stamp = Timestamp(hashlib.new(name, data).digest())
    end = stamp.ops.add(OpAppend(b"nonce")).ops.add(OpSHA256())
    end.attestations.add(
        BitcoinBlockHeaderAttestation(block) if block else PendingAttestation("https://calendar.example")
    )
    written = BytesSerializationContext()
    DetachedTimestampFile(operation(), stamp).serialize(written)
    return written.getbytes()


def page(root: Path) -> str:
    return (root / "site/articles/one/index.html").read_text("utf-8")


def test_a_sound_token_is_shown_with_signer_and_day(tmp_path: Path, authority: Authority) -> None:
    root = site(tmp_path, {"page.html.tsr": authority.stamp(CAPTURE)}, authority.root)
    done = dossier("build", "--root", root, "--strict")
    assert done.code == 0, done.err
    assert "Trial Time" in page(root)
    assert "unchanged since we hashed it on" in page(root)
    assert "authentic" not in page(root).lower()


@pytest.mark.parametrize("digest", ["sha384", "sha512"])
def test_a_token_over_another_hash_is_checked_too(tmp_path: Path, authority: Authority, digest: str) -> None:
    root = site(tmp_path, {"page.html.tsr": authority.stamp(CAPTURE, digest)}, authority.root)
    assert dossier("build", "--root", root, "--strict").code == 0
    assert "Trial Time" in page(root)


def test_every_fault_of_a_token_has_its_own_words_and_line(tmp_path: Path, authority: Authority) -> None:
    late = Authority(tmp_path / "late", -20 * DAY, -10 * DAY)
    early = Authority(tmp_path / "early", 10 * DAY, 20 * DAY)
    good = authority.stamp(CAPTURE)
    last = bytes([good[-1] ^ 1])
    cases = {
        "stamp-other-file": (authority.stamp(b"other bytes"), authority.root, 1),
        "stamp-expired-signer": (late.stamp(CAPTURE), late.root, 1),
        "stamp-expired-signer ": (early.stamp(CAPTURE), early.root, 1),
        "stamp-unknown-root": (good, late.root, 0),
        "stamp-unknown-root ": (good, b"", 0),
        "stamp-damaged": (good[:-1] + last, authority.root, 1),
        "stamp-damaged ": (b"no token at all", authority.root, 1),
        "stamp-damaged  ": (b"", authority.root, 1),
    }
    for number, (code, (token, root_certificate, exit_code)) in enumerate(cases.items()):
        root = site(tmp_path / str(number), {"page.html.tsr": token}, root_certificate)
        done = dossier("build", "--root", root)
        assert (
            f"content/d/one/index.md:6:12: {'error' if exit_code else 'warning'}[{code.strip()}]" in done.err
        )
        assert "page.html.tsr" in done.err
        assert done.code == exit_code, done.err


def test_a_pending_proof_is_a_note_and_a_whole_one_names_its_block(tmp_path: Path) -> None:
    root = site(tmp_path / "pending", {"page.html.ots": proof()})
    done = dossier("build", "--root", root, "--strict")
    assert done.code == 0
    assert "content/d/one/index.md:6:12: note[stamp-pending]" in done.err
    assert "https://calendar.example" in done.err
    for number, operation in enumerate((OpSHA256, OpRIPEMD160)):
        root = site(tmp_path / str(number), {"page.html.ots": proof(block=812345, operation=operation)})
        done = dossier("build", "--root", root, "--strict")
        assert done.code == 0, done.err
        assert "block 812345 of Bitcoin; the block itself was not asked for" in page(root)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (proof(b"other bytes", 7), "stamp-other-file"),
        (proof()[:-3], "stamp-damaged"),
        (b"\0", "stamp-damaged"),
    ],
)
def test_every_fault_of_a_proof_has_its_own_words(tmp_path: Path, data: bytes, code: str) -> None:
    root = site(tmp_path, {"page.html.ots": data})
    done = dossier("build", "--root", root)
    assert f"content/d/one/index.md:6:12: error[{code}]" in done.err
    assert done.code == 1


def test_a_proof_that_comes_or_goes_is_seen_and_pages_are_those_of_a_clean_build(
    tmp_path: Path, authority: Authority
) -> None:
    root = site(tmp_path, {}, authority.root)
    assert dossier("build", "--root", root).code == 0
    before = page(root)
    token = root / "content/d/one/page.html.tsr"
    token.write_bytes(authority.stamp(CAPTURE))
    assert dossier("build", "--root", root).code == 0
    with_token = page(root)
    assert "Trial Time" in with_token
    assert dossier("build", "--root", root, "--no-cache").code == 0
    assert page(root) == with_token
    token.write_bytes(authority.stamp(b"other"))
    assert dossier("build", "--root", root).code == 1
    token.unlink()
    assert dossier("build", "--root", root).code == 0
    assert page(root) == before


def test_a_root_that_is_none_is_a_problem_at_its_line(tmp_path: Path, authority: Authority) -> None:
    root = site(tmp_path, {"page.html.tsr": authority.stamp(CAPTURE)}, b"no certificate")
    done = dossier("build", "--root", root)
    assert "site.yaml:5:22: error[bad-certificate]" in done.err
    (root / "root.pem").unlink()
    assert "site.yaml:5:22: error[missing-file]" in dossier("build", "--root", root).err
