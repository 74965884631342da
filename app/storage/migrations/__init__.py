"""Steps from one version of the store to the next; imported only when a store is older than the program."""
