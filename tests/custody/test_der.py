"""Certificates come in any order, and are read in one; damage is an error of its own kind."""

from pathlib import Path

import pytest

from custody.authority import Authority
from dossierpress.custody.der import in_der_order


def test_a_token_of_openssl_is_put_in_order_once(tmp_path: Path) -> None:
    token = Authority(tmp_path / "tsa").stamp(b"bytes")
    sound = in_der_order(token)
    assert len(sound) == len(token)
    assert in_der_order(sound) == sound
    assert sorted(sound) == sorted(token)


@pytest.mark.parametrize("data", [b"", b"0", b"\x30\x84\xff", b"\x30\x03\x30\x01", b"\x30\x00", b"x" * 40])
def test_what_is_no_token_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"cut short|unpack"):
        in_der_order(data)
