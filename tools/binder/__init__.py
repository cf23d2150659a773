"""What Binder and the class's JupyterHub build from."""
