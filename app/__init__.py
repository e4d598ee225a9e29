"""The Streamlit app: pages and components layered over textmine; no analysis code of its own."""
