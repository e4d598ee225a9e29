"""Pages of the app, one module each with ``show(session)``.

Not named pages: Streamlit takes a folder of that name beside the entry script for an app of its older kind, and
opens its files by themselves when somebody comes to /coding before anybody has been at /.
"""
