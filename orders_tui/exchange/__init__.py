"""Files and messages that come in and go out."""
