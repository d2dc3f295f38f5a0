package io.godwit.app.flow;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was opened one after the other, to be closed together. */
public final class Opened implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Opened.class);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    /** Closes it with the others; returns it. */
    public <T extends AutoCloseable> T add(T resource) {
        opened.push(resource);
        return resource;
    }

    /**
     * Closes all, what was added last first; one that fails keeps none of the others open. Whoever calls it while another
     * thread does returns when that one is done: nothing is closed twice, or before what uses it.
     */
    @Override
    public void close() {
        synchronized (opened) {
            while (!opened.isEmpty()) {
                try {
                    opened.pop().close();
                } catch (Exception e) {
                    LOG.atWarn().setCause(e).log("could not be closed");
                }
            }
        }
    }
}
