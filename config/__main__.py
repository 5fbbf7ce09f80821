"""`python -m config` is `balai`, where the command is not installed."""

import sys

from config.cli import main

sys.exit(main())
