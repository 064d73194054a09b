"""What is so in the manifests that were read: one module per topic, one row type per kind of fact."""
