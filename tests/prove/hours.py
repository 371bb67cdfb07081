"""Hours, as an oracle that knows nothing of the product's code: Python's zoneinfo alone.

Prints JSON lines {"schedule", "from", "to", "initial", "edges"}: the instants (seconds, UTC) at
which a queue with that schedule opens or closes between two instants.

  hours.py changes            around every offset change of every zone, 2020-2040
  hours.py random COUNT SEED  schedules made at random

Read from spec/contract.md, "How hours are read".
"""
import json
import os
import random
import sys
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

UTC = timezone.utc
EPOCH = datetime(1970, 1, 1)
HOUR, DAY = 3600, 86400
NOT_ZONES = {"localtime", "posixrules", "Factory"}


def wall(zone, instant):
    return datetime.fromtimestamp(instant, zone).replace(tzinfo=None, fold=0)


def instant(zone, local, fold):
    return int(local.replace(tzinfo=zone, fold=fold).astimezone(UTC).timestamp())


@lru_cache(maxsize=1 << 18)
def occurrences(zone, local):
    """The first and the last instant that stand for a local time; a skipped one is the change itself."""
    first, second = instant(zone, local, 0), instant(zone, local, 1)
    if wall(zone, first) == local:
        return first, second
    low, high = second, first  # a gap: with the later offset it is too early, with the earlier too late
    while high - low > 1:
        middle = (low + high) // 2
        if wall(zone, middle) < local:
            low = middle
        else:
            high = middle
    return high, high


def opening(zone, local):
    return occurrences(zone, local)[0]


def closing(zone, local):
    first, last = occurrences(zone, local)
    # Where a repeated hour begins, the wall clock never falls below it again.
    return last if wall(zone, last - 1) < local else first


def minutes(text, null):
    if text is None:
        return null
    hour, minute = text.split(":")
    return int(hour) * 60 + int(minute)


def day_of(schedule, date):
    for table, key in (("exceptions", f"{date:%Y-%m-%d}"), ("annual", f"{date:%m/%d}")):
        if key in schedule.get(table, {}):
            return schedule[table][key] or []
    week = schedule["week"]
    return (week[date.weekday()] if date.weekday() < len(week) else None) or []


def spans(schedule, zone, begin, end):
    found = []
    date = wall(zone, begin).replace(hour=0, minute=0, second=0) - timedelta(days=2)
    while date < wall(zone, end) + timedelta(days=2):
        day = day_of(schedule, date)
        for i in range(0, len(day), 2):
            opens = date + timedelta(minutes=minutes(day[i], 0))
            closes = date + timedelta(minutes=minutes(day[i + 1] if i + 1 < len(day) else None, 1440))
            found.append((opening(zone, opens), closing(zone, closes)))
        date += timedelta(days=1)
    return sorted((a, b) for a, b in found if a < b)


def case(schedule, begin, end):
    zone = ZoneInfo(schedule["timezone"])
    joined = []
    for a, b in spans(schedule, zone, begin, end):
        if joined and a <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], b)
        else:
            joined.append([a, b])
    edges = [edge for pair in joined for edge in pair]
    passed = sum(edge <= begin for edge in edges)
    inside = [edge for edge in edges if begin < edge < end]
    state = ("closed", "open")[passed % 2]
    return {"schedule": schedule, "from": begin, "to": end, "initial": state, "edges": inside}


def changes_of(zone):
    step, found = 6 * HOUR, []
    at = int(datetime(2020, 1, 1, tzinfo=UTC).timestamp())
    stop = int(datetime(2041, 1, 1, tzinfo=UTC).timestamp())
    offset = lambda t: datetime.fromtimestamp(t, zone).utcoffset()
    before = offset(at)
    while at < stop:
        after = offset(at + step)
        if after != before:
            low, high = at, at + step
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if offset(middle) == before else (low, middle)
            found.append(high)
            before = after
        at += step
    return found


def time(quarters):
    return f"{quarters // 4}:{quarters % 4 * 15:02d}"


def random_day(rng):
    kind = rng.randrange(10)
    if kind == 0:
        return None
    if kind == 1:
        return [time(rng.randrange(60, 96)), None]
    if kind == 2:
        return [None, time(rng.randrange(1, 40))]
    if kind == 3:
        return [None, None]
    if kind == 4:
        return [None, time(rng.randrange(1, 30)), time(rng.randrange(50, 96))]
    cuts = sorted(rng.randrange(97) for _ in range(2 * rng.randrange(1, 4)))
    return [time(cut) for cut in cuts]


def random_schedule(rng, name, around):
    schedule = {"timezone": name, "week": [random_day(rng) for _ in range(rng.randrange(5, 8))]}
    dates = [around + timedelta(days=rng.randrange(-20, 40)) for _ in range(4)]
    if rng.randrange(2):
        schedule["annual"] = {f"{d:%m/%d}": random_day(rng) for d in dates[:2]}
    if rng.randrange(2):
        schedule["exceptions"] = {f"{d:%Y-%m-%d}": random_day(rng) for d in dates[1:]}
    return schedule


def names():
    return sorted(available_timezones() - NOT_ZONES)


def every_change():
    # Edges in, before and after whatever hour a change skips or repeats.
    night = ["0:15", "1:00", "1:30", "2:00", "2:30", "2:45", "3:00", "3:30", "23:00", None]
    whole = [None, None]
    split = [None, "0:30", "2:15", "3:15", "23:30"]
    for name in names():
        zone = ZoneInfo(name)
        for i, change in enumerate(changes_of(zone)):
            week = [[night, whole, split][(i + d) % 3] for d in range(7)]
            yield case({"timezone": name, "week": week}, change - 48 * HOUR, change + 48 * HOUR)


def at_random(count, seed):
    rng = random.Random(seed)
    zones = names()
    for _ in range(count):
        begin = rng.randrange(1577836800, 2208988800) // 60 * 60
        name = rng.choice(zones)
        schedule = random_schedule(rng, name, wall(ZoneInfo(name), begin))
        yield case(schedule, begin, begin + 12 * DAY)


def main():
    if os.environ.get("PYTHONTZPATH") != "":
        sys.exit('hours.py: set PYTHONTZPATH="" so that only the package tzdata counts')
    import tzdata

    print(json.dumps({"tzdata": tzdata.IANA_VERSION}))
    cases = every_change() if sys.argv[1] == "changes" else at_random(int(sys.argv[2]), int(sys.argv[3]))
    for each in cases:
        print(json.dumps(each, separators=(",", ":")))


main()
