"""The `balai` command: our own commands by name, Django's behind them."""

import sys
from importlib.metadata import PackageNotFoundError, version
from traceback import walk_tb

import django
from django.core.management import ManagementUtility
from django.db import OperationalError

from config.start import load_settings

COMMANDS = {
    "setup": "make or update the database, the bundled regions and the static files",
    "run": "serve the pages and do the tasks",
    "invite": "make a link by which the first officer comes in",
    "remove-second-keys": "let in by password alone who lost phone and spare codes",
    "seal-again": "seal with the present secret what an earlier one sealed",
    "import-regions": "read provinces, regencies, districts and villages from CSV",
    "import-aliases": "read other spellings of names from CSV",
    "import-boundaries": "read the shapes of regions from GeoJSON or TopoJSON",
    "import-statuses": "read official classes of villages from CSV",
    "load-courses": "publish the courses that come with Balai",
    "load-demo": "show the demo province: what 85 villages of Kaltim really have",
    "demo-people": "say as whom one may sign in to try Balai out, and the codes of the moment",
    "reindex": "make the search index anew",
    "work": "do tasks only, on a machine of its own",
}
_ASKED_FOR_HELP = {"help", "--help", "-h"}
_INTERRUPTED = 130


def main() -> int:
    words = sys.argv[1:] or ["help"]
    if words[0] == "--version":
        return _say(_version())
    if words[0] in _ASKED_FOR_HELP and len(words) == 1:
        return _say(overview())
    if words[0] == "help":
        words = [words[1], "--help"]
    return _obey(words[1:] if words[0] == "django" else words)


def overview() -> str:
    width = max(len(name) for name in COMMANDS)
    lines = [f"  balai {name:<{width}}  {promise}" for name, promise in COMMANDS.items()]
    return "\n".join(
        [
            "Balai, the digital village hall of a province. / Balai desa digital sebuah provinsi.",
            "",
            *lines,
            "",
            "balai help COMMAND explains one of them. Django's own commands work too:",
            "balai django migrate, balai django shell.",
        ]
    )


def _obey(words: list[str]) -> int:
    load_settings()
    django.setup()
    if not words:
        ManagementUtility(["balai", "help"]).execute()
        return 0
    name = words[0]
    try:
        command = ManagementUtility(["balai", name]).fetch_command(name.replace("-", "_"))
        command.run_from_argv(["balai", name, *words[1:]])
    except OperationalError as failure:
        if not (sentence := _in_one_sentence(failure)):
            raise
        sys.stderr.write(f"balai: {sentence}\n")
        return 1
    except KeyboardInterrupt:
        return _INTERRUPTED
    return 0


def _in_one_sentence(failure: OperationalError) -> str:
    """Say what an operator can put right; empty for what is no matter of reaching the database."""
    if "database is locked" in str(failure):
        return "another command is writing to the database; try again when it has ended"
    frames = walk_tb(failure.__traceback__)
    if any(frame.f_code.co_name == "get_new_connection" for frame, _line in frames):
        return f"the database does not answer (DATABASE_URL): {failure}"
    return ""


def _version() -> str:
    try:
        return f"Balai {version('balai')}"
    except PackageNotFoundError:
        return "Balai, from its source folder"


def _say(text: str) -> int:
    sys.stdout.write(f"{text}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
