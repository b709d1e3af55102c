"""What stays of somebody who was erased: a sign that they were, which tells nobody who it was."""

import hashlib

from bot.ports import MemberId, WorkspaceId


def tombstone(workspace: WorkspaceId, member: MemberId) -> str:
    """The hash by which an erased person is known: slow, so that nobody finds the id by trying all of them."""
    return hashlib.scrypt(member.encode(), salt=f"takt/{workspace}".encode(), n=2**14, r=8, p=1, dklen=16).hex()
