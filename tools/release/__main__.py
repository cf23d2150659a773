import sys

from tools.release.wheel import main

sys.exit(main())
