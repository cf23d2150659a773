import sys

from tools.claims.check import main

sys.exit(main())
