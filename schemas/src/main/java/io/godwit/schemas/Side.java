package io.godwit.schemas;

/** Where clients' requests go: the home a record has, or the one it shall have. */
public enum Side {
    SOURCE,
    TARGET
}
