"""One file a department: a county's book in the department's own raw formats. Nothing here decides about benefits."""
