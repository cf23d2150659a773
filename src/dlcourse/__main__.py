#!/usr/bin/env python
"""`python -m dlcourse` is the command dlcourse."""

import sys

from dlcourse.cli import main

if __name__ == "__main__":
    sys.exit(main())
