import sys

from tools.guards.check import main

sys.exit(main())
