from __future__ import annotations

from pathlib import Path

from textmine.jobs.demo_project import fill_with_demo
from textmine.store import open_project


def test_the_demo_has_a_codebook_its_first_waves_coded_and_its_last_to_code(tmp_path: Path) -> None:
    with open_project(tmp_path / "demo.textmine", create=True) as project:
        fill_with_demo(project, project.coders.ensure("kari"))
        waves = project.figures.by_wave()
        assert project.counts().responses == waves["responses"].sum() == 450
        shares = (waves["coded"] / waves["statements"]).tolist()
        assert min(shares[:-1]) > 0.8
        assert shares[-1] == 0
        names = {theme.name("nn") for theme in project.codebook().active}
        assert "Bustad" in names
        assert all(theme.definition.nb for theme in project.codebook().active)
        assert {"kommunegruppe", "region", "rolle"} < set(project.responses().columns)
