"""A time stamping authority of our own: certificates of any age, and OpenSSL's `ts` to sign with them."""

import datetime as dt
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_CONFIG = """
[tsa]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/signer.pem
certs = {folder}/chain.pem
signer_key = {folder}/signer.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
ess_cert_id_alg = sha256
"""
DAY = dt.timedelta(days=1)


class Authority:
    """A root, an authority under it, and a signer under that; the signer's certificate is valid as told."""

    def __init__(self, folder: Path, begins: dt.timedelta = -DAY, ends: dt.timedelta = DAY) -> None:
        folder.mkdir(parents=True)
        self.folder = folder
        now = dt.datetime.now(dt.UTC)
        far = (now - 900 * DAY, now + 900 * DAY)
        root_key, middle_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(3))
        root = _certificate("Trial Root", root_key, "Trial Root", root_key, far, is_authority=True)
        middle = _certificate("Trial Middle", middle_key, "Trial Root", root_key, far, is_authority=True)
        span = (now + begins, now + ends)
        signer = _certificate("Trial Time", key, "Trial Middle", middle_key, span, is_authority=False)
        (folder / "root.pem").write_bytes(_pem(root))
        (folder / "signer.pem").write_bytes(_pem(signer))
        (folder / "chain.pem").write_bytes(_pem(middle))
        (folder / "serial").write_text("01\n")
        (folder / "signer.key").write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        (folder / "tsa.cnf").write_text(_CONFIG.format(folder=folder))

    @property
    def root(self) -> bytes:
        return (self.folder / "root.pem").read_bytes()

    def answer(self, query: bytes) -> bytes:
        """The answer to a request, as the authority gives it."""
        (self.folder / "query.tsq").write_bytes(query)
        return _openssl(
            "ts", "-reply", "-config", self.folder / "tsa.cnf", "-section", "tsa",
            "-queryfile", self.folder / "query.tsq",
        )  # fmt: skip

    def stamp(self, data: bytes, digest: str = "sha256") -> bytes:
        """A token over bytes."""
        (self.folder / "data").write_bytes(data)
        return self.answer(_openssl("ts", "-query", "-data", self.folder / "data", f"-{digest}", "-cert"))


@contextmanager
def serving(authority: Authority) -> Iterator[str]:
    """The authority over HTTP on loopback; its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = self.rfile.read(int(self.headers["Content-Length"]))
            assert self.headers["Content-Type"] == "application/timestamp-query"
            answer = authority.answer(query)
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _openssl(*arguments: str | Path) -> bytes:
    done = subprocess.run(["openssl", *map(str, arguments)], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _certificate(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    issuer: str,
    issuer_key: ec.EllipticCurvePrivateKey,
    span: tuple[dt.datetime, dt.datetime],
    *,
    is_authority: bool,
) -> x509.Certificate:
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(span[0])
        .not_valid_after(span[1])
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False
        )
    )
    if not is_authority:
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(usage, critical=True)
    return builder.sign(issuer_key, hashes.SHA256())
