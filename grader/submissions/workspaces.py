"""Folders that are one candidate's: laid out by the kit, or with files named after exercises."""

from __future__ import annotations

from grader.catalogue import Catalogue
from grader.submissions.folders import Folder, everything_below
from grader.submissions.reading import File


def files_of_workspace(folder: Folder, catalogue: Catalogue) -> tuple[File, ...]:
    """Return the files of a folder that is one candidate's: some are named after exercises, ``relu.py`` or, each
    exercise once, ``01_relu.py``. In a workspace, a track may have a folder of its own.
    """
    inner = (file for track in folder.folders if track.name in catalogue.tracks for file in track.files)
    files = (*folder.files, *(file for file in inner if catalogue.named_by(file.stem)))
    named = [exercise.name for exercise in map(catalogue.named_by, (file.stem for file in files)) if exercise]
    once = bool(named) and len(set(named)) == len(named)
    return files if once or any(file.stem in catalogue for file in folder.files) else ()


def files_of_one(folder: Folder, catalogue: Catalogue) -> list[File]:
    """Return all files of a folder; of a workspace with numbered files those alone, not the mock interviews in it."""
    laid_out = files_of_workspace(folder, catalogue)
    numbered = any(file.stem not in catalogue and catalogue.named_by(file.stem) for file in laid_out)
    return list(laid_out) if numbered else list(everything_below(folder))
