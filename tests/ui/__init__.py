"""The tests of the screen: in a simulated terminal, or in a real one where that matters."""
