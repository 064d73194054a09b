"""What Kubernetes is: kinds, quantities, selectors, paths and images; it knows no rule."""
