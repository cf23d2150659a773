"""Running the checks: what each covers and costs, the browser they need, and their last word."""
