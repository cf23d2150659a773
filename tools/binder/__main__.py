import sys

from tools.binder.check import main

sys.exit(main())
