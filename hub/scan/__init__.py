"""From the graph to dossiers and from dossiers to stored findings: the room between store and detection."""
