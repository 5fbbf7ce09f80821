"""What a log must not hold."""

import logging
import re

# A secret of core.tokens in an address: whoever reads the log must not be able to use it.
_SECRET = re.compile(r"(?<=/)[\w-]{43}(?=/|$)", re.ASCII)


class WithoutSecrets(logging.Filter):
    """Takes the secrets of links out of what is logged about a request."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(
                _SECRET.sub("…", one) if isinstance(one, str) else one for one in record.args
            )
        return True
