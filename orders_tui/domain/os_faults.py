"""Why the system refuses a file, in this program's own words and the reader's language."""

import errno

from orders_tui.domain.words import N_, _

_REASONS = {
    errno.ENOENT: N_("there is no such file or folder"),
    errno.EACCES: N_("you do not have permission"),
    errno.EPERM: N_("you do not have permission"),
    errno.EISDIR: N_("it is a folder"),
    errno.ENOTDIR: N_("part of its path is not a folder"),
    errno.EEXIST: N_("it already exists"),
    errno.ENOTEMPTY: N_("the folder is not empty"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("your disk quota is used up"),
    errno.EFBIG: N_("it would be too large"),
    errno.EROFS: N_("the disk is read-only"),
    errno.EIO: N_("the disk reported an error"),
    errno.ENAMETOOLONG: N_("its name is too long"),
    errno.ELOOP: N_("its symbolic links form a loop"),
    errno.EBUSY: N_("it is in use"),
    errno.ETXTBSY: N_("it is in use"),
    errno.EMFILE: N_("too many files are open"),
    errno.ENFILE: N_("too many files are open"),
    errno.ENOMEM: N_("there is not enough memory"),
}


def reason(error: OSError | ValueError) -> str:
    """Why a file cannot be used, to stand behind its name and a colon; the system's words for what is seldom.

    Args:
        error: what the system said; a path that can be none, such as one with a NUL in it, is a `ValueError`.
    """
    if not isinstance(error, OSError):
        return _("it is not a valid path")
    known = _REASONS.get(error.errno or 0)
    return _(known) if known else error.strerror or str(error)
