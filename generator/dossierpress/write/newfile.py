"""Write one new file for the curator, and never over one that is there; or add lines to one."""

from pathlib import Path

from dossierpress.write.sink import write_error


def write_new(root: Path, path: str, text: str | bytes) -> Path:
    """Create a file below `root`, with its folders. Raises WriteError when something is there already."""
    data = text if isinstance(text, bytes) else text.encode()
    place = root / path
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        if not place.parent.resolve().is_relative_to(root.resolve()):
            raise write_error(path, "link-out", "this path leads out of the folder", "choose another name")
        with place.open("xb") as file:
            file.write(data)
    except FileExistsError as error:
        raise write_error(
            path, "exists", f"{path} is there already", "choose another name, or edit it"
        ) from error
    except OSError as error:
        raise write_error(
            path,
            "unwritable",
            f"{path} cannot be written: {error.strerror}",
            "check the folder's permissions",
        ) from error
    return place


def append_lines(root: Path, path: str, text: str) -> None:
    """Add lines at the end of a file below `root`. Raises WriteError when that cannot be done."""
    try:
        with (root / path).open("a+", encoding="utf-8", newline="\n") as file:
            file.seek(0)
            before = file.read()
            file.write(text if not before or before.endswith("\n") else f"\n{text}")
    except OSError as error:
        raise write_error(
            path,
            "unwritable",
            f"{path} cannot be written: {error.strerror}",
            "check its permissions",
        ) from error
