"""What a log must not hold."""

import logging
import re

# A secret in an address, of core.tokens or of Django: who reads the log must not use it.
_SECRET = re.compile(r"(?<=/)(?:[\w-]{43}|[\w-]+-[0-9a-f]{32})(?=/|$)", re.ASCII)


class WithoutSecrets(logging.Filter):
    """Takes the secrets of links out of what is logged about a request."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(
                _SECRET.sub("…", one) if isinstance(one, str) else one for one in record.args
            )
        return True
