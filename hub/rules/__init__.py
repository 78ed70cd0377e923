"""Rules explained: conditions in words, parameters, the sources they rest on, and a page for each rule."""
