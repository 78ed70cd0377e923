"""What tests of several rooms share, typed: makers of rows and the types of their fixtures. No fixture, no test."""
