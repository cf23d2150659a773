"""The one error that commands raise on purpose."""


class CourseError(Exception):
    """Something that the lecturer must know or mend.

    Parameters
    ----------
    key : str
        Of the message that says it.
    **fields
        What fills the message.
    """

    def __init__(self, key: str, **fields):
        super().__init__(key, fields)
        self.key, self.fields = key, fields
