"""The web chat. Gradio is imported in this package only, after its analytics are switched off here."""

import os

# Read by Gradio when it is imported, and by the page's own scripts; set before either can happen.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
