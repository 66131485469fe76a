"""The commands of `practitioners`, each thin: options in, one call, facts or lines out."""
