"""What a command has to say: to a person line by line, to a program as JSON."""

from dataclasses import dataclass, field


@dataclass
class Report:
    data: dict
    lines: list[str] = field(default_factory=list)
    code: int = 0
