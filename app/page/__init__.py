"""What the page shows, as HTML and files; nothing here knows Gradio."""
