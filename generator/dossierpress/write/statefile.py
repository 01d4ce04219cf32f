"""Write one file of the program's own, beside `site.yaml` or into a folder: whole or not at all."""

import contextlib
import os
from pathlib import Path

from dossierpress.write.sink import write_error


def replace_file(root: Path, path: str, data: bytes) -> bool:
    """Put `data` in the place of a file of ours in `root`; False when it holds just that already.

    Raises WriteError; then the old file is still there.
    """
    place = root / path
    draft = place.with_name(f"{place.name}.new")
    try:
        if place.is_symlink():
            raise write_error(path, "not-ours", "a link stands here", "remove it")
        if place.is_file() and place.read_bytes() == data:
            return False
        place.parent.mkdir(parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        with draft.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(place)
    except OSError as error:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise write_error(
            path,
            "unwritable",
            f"{path} cannot be written: {error.strerror}",
            "free some space, or check the folder's permissions",
        ) from error
    return True
