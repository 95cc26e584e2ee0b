// see docs/architecture.md
