"""Measures of the design, as ratios against a limit measured in the same run."""

import logging

import structlog

# As the processes of an installation log by default: a line for every message would be measured with it.
structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
