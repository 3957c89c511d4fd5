"""The frame: page config and navigation, nothing else."""

import streamlit as st

st.set_page_config(page_title="Thalweg", layout="wide")
