"""One function per ribbon button, the VBA shim, the ribbon and the command line."""
