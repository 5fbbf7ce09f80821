"""The Nu Html Checker, as the W3C runs it: tells what in a page is not valid HTML."""

import json
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

VERSION = "26.9.27"
JAR = Path(__file__).resolve().parent.parent / "node_modules/vnu-jar/build/dist/vnu.jar"


def problems_in(html: dict[str, str]) -> list[str]:
    """Check pages by name, in one run; every problem is a line that begins with its page."""
    if not JAR.exists():
        raise FileNotFoundError(f"./test brings it: npm install --no-save vnu-jar@{VERSION}")
    with TemporaryDirectory() as folder:
        # A file's name must not be able to leave the folder, nor to look like an option.
        files = {f"{number}.html": name for number, name in enumerate(html)}
        for file, name in files.items():
            (Path(folder) / file).write_text(html[name], encoding="utf-8")
        checked = subprocess.run(  # noqa: S603
            ["java", "-jar", JAR, "--format", "json", "--stdout", "--errors-only", *files],  # noqa: S607
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        if not checked.stdout:
            raise RuntimeError(f"vnu said nothing: {checked.stderr}")
    messages = json.loads(checked.stdout)["messages"]
    return [_line(message, files) for message in messages]


def _line(message: dict[str, object], files: dict[str, str]) -> str:
    page = files[str(message["url"]).rpartition("/")[2]]
    return f"{page}, line {message.get('lastLine', '?')}: {message['message']}"
