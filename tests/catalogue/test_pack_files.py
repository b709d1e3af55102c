"""Files of a pack that are missing, misnamed, unreadable, or lead elsewhere."""

import os
from pathlib import Path

import pytest

from bot.catalogue.loader import Problem, load
from tests.catalogue.packs import GREETING, greeting, one_problem, problems_of, queue, write, write_pack


@pytest.mark.parametrize("name", ["pack.yaml", "areas.yaml", "values.yaml"])
def test_pack_without_one_of_its_files_is_refused(tmp_path: Path, name: str) -> None:
    folder = write_pack(tmp_path)
    (folder / name).unlink()
    assert one_problem(folder) == Problem(name, 1, f"is missing: a pack needs its {name}")


def test_id_must_be_the_name_of_its_file(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, queue())
    write(folder, "standards/hello.yaml", greeting())
    assert one_problem(folder).message == "`id` is `greeting`, but the file's name says `hello`: make them the same"


def test_file_with_the_wrong_ending_is_noticed(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    write(folder, "standards/farewell.yml", "id: farewell")
    assert one_problem(folder) == Problem("standards/farewell.yml", 1, "is not read: name it `farewell.yaml`")


def test_link_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    outside = write(tmp_path, "outside.yaml", greeting())
    folder = write_pack(tmp_path / "pack", queue())
    (folder / GREETING).symlink_to(outside)
    assert "leads out of the content folder" in one_problem(folder).message


def test_link_within_the_folder_is_followed(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, queue())
    target = write(folder, "data/greeting.yaml", greeting())
    (folder / GREETING).symlink_to(target)
    assert "greeting" in load(folder).everything


def test_link_to_itself_is_told(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, queue())
    (folder / GREETING).symlink_to(folder / GREETING)
    assert one_problem(folder).file == GREETING


def test_what_is_not_a_file_is_told(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, queue())
    os.mkfifo(folder / GREETING)
    (folder / "standards" / "farewell.yaml").mkdir()
    assert [problem.message for problem in problems_of(folder)] == [
        "is not a file: a content file is expected here"
    ] * 2


def test_file_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_pack(tmp_path)

    def refuse(path: Path, *_: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)  # root may read everything, so the refusal must be made
    assert all(problem.message == "cannot be read (Permission denied)" for problem in problems_of(folder))


@pytest.mark.parametrize("there", [True, False])
def test_folder_without_standards_is_refused(tmp_path: Path, there: bool) -> None:
    folder = write_pack(tmp_path)
    for path in (folder / "standards").iterdir():
        path.unlink()
    if not there:
        (folder / "standards").rmdir()
    assert one_problem(folder).file == "standards"


def test_missing_folder_is_one_problem_that_names_it(tmp_path: Path) -> None:
    problem = one_problem(tmp_path / "nowhere")
    assert "nowhere" in problem.file
    assert "TAKT_CONTENT_DIR" in problem.message
