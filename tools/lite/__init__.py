"""JupyterLite: the book's notebooks in the browser."""
