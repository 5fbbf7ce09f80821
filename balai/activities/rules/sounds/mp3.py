"""MP3: a row of frames, each of which says how long it is. What stands around them is left out."""

from balai.activities.rules.sounds.unclear import SoundUnclear

_ID3_HEAD = 10
_BIT_RATES = {
    # By whether it is MPEG 1; in kbit/s, of layer III.
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0),
}
# By the version as it is written: 2.5, none, 2, 1.
_SAMPLE_RATES = ((11025, 12000, 8000), (), (22050, 24000, 16000), (44100, 48000, 32000))
_MPEG_1, _NO_VERSION, _LAYER_3, _NO_RATE = 3, 1, 1, 3
# Half a second; fewer are found by chance in a file that is something else.
_FEWEST_FRAMES = 20


def cleaned_mp3(content: bytes) -> bytes:
    """Keep the frames alone. Raises SoundUnclear where there are few, or much else."""
    start = _after_the_tag(content)
    place, count = start, 0
    while length := _frame_length(content[place : place + 4]):
        if place + length > len(content):
            break
        place, count = place + length, count + 1
    # A tag at the end is small; a page or a program behind some frames is not.
    if count < _FEWEST_FRAMES or len(content) - place > max(4096, (place - start) // 10):
        raise SoundUnclear
    return content[start:place]


def _after_the_tag(content: bytes) -> int:
    """Step over an ID3 tag; its length is written in seven bits a byte."""
    if not content.startswith(b"ID3") or len(content) < _ID3_HEAD:
        return 0
    length = 0
    for byte in content[6:_ID3_HEAD]:
        length = length << 7 | byte & 0x7F
    place = _ID3_HEAD + length
    while content[place : place + 1] == b"\0":
        place += 1
    return place


def _frame_length(head: bytes) -> int:
    """Tell how long the frame is that begins so; 0 where none begins."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return 0
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    sample_rate, padding = head[2] >> 2 & 3, head[2] >> 1 & 1
    if version == _NO_VERSION or layer != _LAYER_3 or sample_rate == _NO_RATE:
        return 0
    is_first = version == _MPEG_1
    bit_rate = _BIT_RATES[is_first][head[2] >> 4] * 1000
    if not bit_rate:
        return 0
    return (144 if is_first else 72) * bit_rate // _SAMPLE_RATES[version][sample_rate] + padding
