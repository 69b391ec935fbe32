"""What can go wrong, told to people: a Problem is a row to look at, an Ask a question, a UserError stops a press.

Every sentence is Danish, says what, where and what to do, and holds no value of a person.
"""

from workbook.problems.calls import *  # noqa: F403  a new error needs no second line here
from workbook.problems.disk import *  # noqa: F403  a new error needs no second line here
from workbook.problems.excel import *  # noqa: F403  a new error needs no second line here
from workbook.problems.kinds import *  # noqa: F403  a new error needs no second line here
from workbook.problems.letters import *  # noqa: F403  a new error needs no second line here
from workbook.problems.lists import *  # noqa: F403  a new error needs no second line here
from workbook.problems.pressing import *  # noqa: F403  a new error needs no second line here
from workbook.problems.rides import *  # noqa: F403  a new error needs no second line here
from workbook.problems.workbook import *  # noqa: F403  a new error needs no second line here
