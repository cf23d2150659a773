"""What the JavaScript engine must reproduce; written by `tools.goldens explorers`."""
