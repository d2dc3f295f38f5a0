package io.godwit.capture.request;

/** What a request may do to the cluster that executes it. */
public enum RequestKind {
    /** Changes no document and no definition, whatever its body says. */
    READ,
    /** May change something, or is not known. */
    MUTATION
}
