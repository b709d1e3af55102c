"""Trains the encoder's layers on the default pack's lines; needs PyTorch, which Takt itself does not."""
