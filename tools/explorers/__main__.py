import sys

from tools.explorers.build import main

sys.exit(main())
