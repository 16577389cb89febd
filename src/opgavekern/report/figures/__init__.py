"""Pictures as geometry: computed here, with a seed where chance is used, and drawn by macros."""
