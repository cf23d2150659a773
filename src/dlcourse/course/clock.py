"""Times: as people write them in the course's zone, and as nbgrader stores them (UTC, naive)."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from rapidfuzz import process

from dlcourse.course.errors import CourseError

_FORMS = ("%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S")
SHOWN = "%Y-%m-%d %H:%M"


def zone(name: str) -> ZoneInfo:
    """A time zone by its name, like Asia/Seoul."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        likely = process.extractOne(name, sorted(available_timezones()))
        raise CourseError("unknown_zone", name=name, likely=likely[0]) from None


def local(text: str, where: ZoneInfo) -> datetime:
    """A time as people write it, in a zone."""
    for form in _FORMS:
        try:
            return datetime.strptime(text.strip(), form).replace(tzinfo=where)
        except ValueError:
            continue
    raise CourseError("bad_time", text=text)


def stored(moment: datetime) -> datetime:
    """As the gradebook stores it."""
    return moment.astimezone(UTC).replace(tzinfo=None)


def shown(moment: datetime | None, where: ZoneInfo) -> str:
    """A stored or aware time, in the course's zone."""
    if moment is None:
        return ""
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.astimezone(where).strftime(SHOWN)


def now() -> datetime:
    return datetime.now(UTC)
