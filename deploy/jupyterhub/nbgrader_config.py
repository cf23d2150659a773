"""nbgrader for students: where the class hands in, and nothing of the lecturer's."""

import os

c = get_config()  # noqa: F821 - nbgrader defines it
c.Exchange.root = "/srv/nbgrader/exchange"
c.CourseDirectory.course_id = os.environ["NBGRADER_COURSE"]
c.Exchange.path_includes_course = True
