import sys

from tools.parity.check import main

sys.exit(main())
