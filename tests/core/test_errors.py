"""Every error meant for a person is of one family; what is not of it is a defect of the program."""

import pytest

from core.errors import CreditDeskError, DataError, FileError, InputError, ModelError


@pytest.mark.parametrize("kind", [InputError, FileError, ModelError, DataError])
def test_errors_for_people_are_caught_by_one_name_and_say_their_sentence(kind: type[CreditDeskError]) -> None:
    with pytest.raises(CreditDeskError, match=r"^The file is gone\. Choose another\.$"):
        raise kind("The file is gone. Choose another.")


@pytest.mark.parametrize("defect", [OSError, ValueError, KeyError])
def test_defects_of_the_program_are_not_taken_for_them(defect: type[Exception]) -> None:
    assert not issubclass(defect, CreditDeskError)
    assert not issubclass(CreditDeskError, defect)
