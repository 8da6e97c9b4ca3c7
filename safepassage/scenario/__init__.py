"""Scenario: what the user wrote, read and checked, and its plain inputs."""

from safepassage.scenario.inputs import Inputs
from safepassage.scenario.inputs_json import inputs_from_files, inputs_to_files
from safepassage.scenario.make_inputs import make_inputs
from safepassage.scenario.read_scenario import read_scenario
from safepassage.scenario.scenario import Scenario

__all__ = [
    "Inputs",
    "Scenario",
    "inputs_from_files",
    "inputs_to_files",
    "make_inputs",
    "read_scenario",
]
