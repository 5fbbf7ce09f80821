"""SQLite, newer than the one Debian 12 ships.

Debian's 3.40.1 carries the bug that can damage a database when the write-ahead log
is reset (fixed in 3.51). pysqlite3 brings a current library; every import of sqlite3
after this gets it.
"""

import sys


def use_current_sqlite() -> None:
    """Let `import sqlite3` mean pysqlite3 from here on, where it is installed."""
    try:
        import pysqlite3  # noqa: PLC0415  (before anything imports sqlite3, or not at all)
        import pysqlite3.dbapi2  # noqa: PLC0415
    except ImportError:
        return
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
