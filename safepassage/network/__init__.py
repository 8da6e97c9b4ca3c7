"""Network: who may pass where and when, as arrays, built from plain inputs."""
