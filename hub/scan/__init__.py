"""From the graph to dossiers and from dossiers to stored findings: what stands between the store and detection."""
