"""Print every IANA zone's UTC offsets from 2015 to 2050, from PyPI's `tzdata`.

Usage: PYTHONPATH=<where tzdata is installed> python3 dump.py > zones.txt

`cargo xtask zones` runs this; its output is the fixture tests/data/zones.txt.

Format (ASCII, times and offsets in whole seconds):

    tzdata <IANA version>
    <name> [<name> ...]|<initial>|<instant>:<offset>,<instant>:<offset>,...

`initial` is the offset east of UTC at 2015-01-01T00:00Z. Each `instant` is a
Unix time after it and before 2050-01-01T00:00Z, the first second at which the
offset given holds. Names with the same history share one line, sorted; lines
are sorted by their first name.
"""

import importlib.resources
import os
import sys

# Only the package's data may count, never the machine's own: this must be set
# before zoneinfo is first imported, which reads it once.
os.environ["PYTHONTZPATH"] = ""

import zoneinfo  # noqa: E402
from datetime import datetime, timezone  # noqa: E402

START = int(datetime(2015, 1, 1, tzinfo=timezone.utc).timestamp())
END = int(datetime(2050, 1, 1, tzinfo=timezone.utc).timestamp())

# No zone has changed twice within six hours in this span, so a coarser look
# would risk missing a change and a finer one finds no more.
STEP = 6 * 3600

# Not places: a machine's own settings, and a placeholder.
NOT_ZONES = {"localtime", "posixrules", "Factory"}


def offset_at(zone, instant):
    """The seconds east of UTC in `zone` at the Unix time `instant`."""
    offset = datetime.fromtimestamp(instant, zone).utcoffset()
    return offset.days * 86400 + offset.seconds


def first_change(zone, before, after):
    """The first second in (before, after] with another offset than `before`."""
    old = offset_at(zone, before)
    while after - before > 1:
        middle = (before + after) // 2
        if offset_at(zone, middle) == old:
            before = middle
        else:
            after = middle
    return after


def history(zone):
    """The initial offset and the (instant, offset) of every change."""
    initial = offset = offset_at(zone, START)
    changes = []
    for at in range(START, END - 1, STEP):
        # END itself is outside, so the last look is at the second before it.
        following = min(at + STEP, END - 1)
        new = offset_at(zone, following)
        if new != offset:
            changes.append((first_change(zone, at, following), new))
            offset = new
    return initial, tuple(changes)


def zone_data(name):
    """The compiled bytes of the zone `name` in the package."""
    return importlib.resources.files("tzdata").joinpath("zoneinfo", *name.split("/")).read_bytes()


def histories():
    """Map every distinct history to its sorted names."""
    by_data = {}  # Aliases share their bytes: scan those once.
    by_history = {}
    for name in sorted(zoneinfo.available_timezones() - NOT_ZONES):
        data = zone_data(name)
        if data not in by_data:
            by_data[data] = history(zoneinfo.ZoneInfo(name))
        by_history.setdefault(by_data[data], []).append(name)
    return by_history


def main():
    try:
        import tzdata
    except ImportError:
        sys.exit("dump.py: the package tzdata is missing: python3 -m pip install tzdata")
    lines = []
    for (initial, changes), names in histories().items():
        table = ",".join(f"{instant}:{offset}" for instant, offset in changes)
        lines.append((names[0], f"{' '.join(names)}|{initial}|{table}"))
    # Bytes, so that the fixture has the same line ends on every system.
    text = f"tzdata {tzdata.IANA_VERSION}\n" + "".join(line + "\n" for _, line in sorted(lines))
    sys.stdout.buffer.write(text.encode("ascii"))


if __name__ == "__main__":
    main()
