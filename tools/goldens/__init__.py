"""What others must reproduce: PyTorch's numbers for dlcore, dlcore's for the explorers' engine."""
