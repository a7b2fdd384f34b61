"""Tests of the parts of the main screen, without the screen."""
