"""Read off a page why a form was refused, for a phone that shows only that."""

from html.parser import HTMLParser

_MOST = 1000


def sentences_in(page: str) -> str:
    """Join what a page says is wrong: its alerts, and the errors beside fields with their labels.

    An error of a field stands in the element whose id ends in `_error`, as Django has it.
    """
    reader = _Reader()
    reader.feed(page)
    reader.close()
    said = [_labelled(reader.labels.get(field, ""), text) for field, text in reader.errors]
    return "\n".join(dict.fromkeys(said))[:_MOST]


def _labelled(label: str, text: str) -> str:
    return f"{label}: {text}" if label else text


class _Reader(HTMLParser):
    """Collects the words of errors and labels; neither holds an element of its own kind."""

    def __init__(self) -> None:
        super().__init__()
        self.errors: list[tuple[str, str]] = []
        self.labels: dict[str, str] = {}
        # What is being read: which element ends it, is it a label, of which field; its words.
        self._open: tuple[str, bool, str] | None = None
        self._words: list[str] = []
        self._is_small = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if self._open:
            self._is_small = tag == "small"
        elif tag == "label" and said.get("for"):
            self._open = (tag, True, said["for"])
        elif said.get("role") == "alert":
            self._open = (tag, False, "")
        elif said.get("id", "").endswith("_error"):
            self._open = (tag, False, said["id"].removesuffix("_error"))

    def handle_data(self, data: str) -> None:
        if self._open and not self._is_small:
            self._words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "small":
            self._is_small = False
        if not self._open or tag != self._open[0]:
            return
        _tag, is_label, field = self._open
        text = " ".join("".join(self._words).split())
        if is_label:
            self.labels[field] = text
        elif text:
            self.errors.append((field, text))
        self._open, self._words = None, []
