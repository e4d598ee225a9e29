"""Scripts that make what lies in ``models/``; run as ``python -m models.build <step>``."""
