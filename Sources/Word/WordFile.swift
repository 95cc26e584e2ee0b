import DocumentModel

/// A contract as a file of a word processor.
public enum WordFile {}
