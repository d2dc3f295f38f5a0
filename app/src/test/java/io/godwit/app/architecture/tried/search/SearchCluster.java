package io.godwit.app.architecture.tried.search;

/** Stands for the door to a cluster. */
public final class SearchCluster {
    public void put(String path) {
        throw new UnsupportedOperationException(path);
    }
}
