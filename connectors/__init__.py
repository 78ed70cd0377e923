"""How a department is read: cards, the mapping they describe, and one module for each kind of source."""
