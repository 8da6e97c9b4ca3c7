"""Limits of instructions that people can follow on paper."""

LEAST_PEOPLE = (
    50  # an instruction is for so many at least, or for everyone who leaves from its start
)
WINDOW_STEP_S = 300  # windows are said in whole five minutes
