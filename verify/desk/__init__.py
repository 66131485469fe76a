"""The review desk: pairs that wait for a person, one at a time, in a browser on this machine alone."""
