"""Texts of the interface, one module a page: ``TEXTS`` maps a key to its wording in nb, nn and en.

Keys begin with the name of their module and an underscore, apart from those in ``common``, which all pages share.
"""
