"""SSH signatures of review records: `ssh-keygen -Y sign` by the reviewer, checked at every build.

Signed is the record in one canonical form together with what it speaks of, so that a signature cannot
be moved to another page, language or date.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hooks.review.records import Record

NAMESPACE = "medical-review"


def message(record: Record, page: str, language: str) -> bytes:
    """The bytes that a reviewer signs."""
    data = {
        "page": page,
        "language": language,
        "kind": record.kind,
        "by": record.by,
        "on": record.on.isoformat(),
        "next": record.next.isoformat(),
        "fingerprint": record.fingerprint,
    }
    return json.dumps(data, sort_keys=True, separators=(",", ":")).encode()


def sign(data: bytes, key: Path) -> str:
    """Sign with a private key file. Raises `RuntimeError` with what ssh-keygen says."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record"
        path.write_bytes(data)
        _run(["-Y", "sign", "-f", str(key), "-n", NAMESPACE, str(path)], b"")
        return path.with_suffix(".sig").read_text("ascii")


def is_valid(data: bytes, signature: str, who: str, public_key: str) -> bool:
    """Whether the signature is this person's, over exactly these bytes."""
    with tempfile.TemporaryDirectory() as folder:
        allowed, path = Path(folder) / "allowed", Path(folder) / "record.sig"
        allowed.write_text(f"{who} {public_key.strip()}\n", "utf-8")
        path.write_text(signature.strip() + "\n", "utf-8")
        arguments = ["-Y", "verify", "-f", str(allowed), "-I", who, "-n", NAMESPACE, "-s", str(path)]
        try:
            _run(arguments, data)
        except RuntimeError:
            return False
        return True


def _run(arguments: list[str], data: bytes) -> None:
    program = shutil.which("ssh-keygen")
    if program is None:
        raise RuntimeError("ssh-keygen is missing. On Debian and Ubuntu: sudo apt install openssh-client")
    result = subprocess.run([program, *arguments], input=data, capture_output=True, check=False)
    if result.returncode:
        raise RuntimeError(result.stderr.decode(errors="replace").strip())
