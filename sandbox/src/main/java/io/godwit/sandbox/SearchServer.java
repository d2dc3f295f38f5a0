package io.godwit.sandbox;

import java.net.URI;
import java.nio.file.Path;

/** A running search cluster of one node; plain HTTP without credentials. */
public interface SearchServer extends Server {
    /** Such as {@code http://127.0.0.1:23456}, without a path. */
    URI address();

    /** What it is. */
    SearchVersion version();

    /** A directory below which snapshot repositories may be registered ({@code path.repo}). */
    Path repositories();
}
