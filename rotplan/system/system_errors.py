"""Why the system did not open, read or write a file, in both languages."""

import errno

from rotplan.language.words import Words, same

_VI = {
    errno.ENOENT: "không có tệp hoặc thư mục này",
    errno.EACCES: "không có quyền",
    errno.EPERM: "hệ thống không cho phép",
    errno.EISDIR: "là một thư mục",
    errno.ENOTDIR: "trong đường dẫn có phần không phải thư mục",
    errno.ENAMETOOLONG: "tên tệp quá dài",
    errno.ELOOP: "liên kết tượng trưng đi vòng tròn",
    errno.ENOSPC: "ổ đĩa đã đầy",
    errno.EDQUOT: "đã hết hạn mức ổ đĩa",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.EIO: "lỗi thiết bị khi đọc hoặc ghi",
    errno.EFBIG: "tệp quá lớn",
    errno.EBADF: "luồng đã đóng hoặc không mở theo chiều này",
    errno.ECONNREFUSED: "không có ai nhận ở đầu kia",
    errno.EPROTOTYPE: "socket không thuộc loại luồng",
    errno.EPIPE: "bên nhận đã đóng",
    errno.ENXIO: "không có bên nhận",
    errno.EEXIST: "đã có tệp này",
    errno.EMFILE: "quá nhiều tệp đang mở",
    errno.ETXTBSY: "tệp đang được chạy",
}


def reason(error: OSError | ValueError) -> Words:
    """The reason of an error that a file gave; a ValueError is a name that no file can have."""
    if not isinstance(error, OSError):
        return Words(
            "tên có ký tự mà tên tệp không thể có", "the name holds a character that no file can"
        )
    said = error.strerror or str(error)
    return Words(_VI.get(error.errno or 0, said), said) if said else same(type(error).__name__)
