package io.godwit.app.migration;

import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of what was opened one after the other. */
final class Closing {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private Closing() {}

    /**
     * Closes all, what was pushed last first; one that fails keeps none of the others open. Whoever calls it while another
     * thread does returns when that one is done: nothing is closed twice, or before what uses it.
     */
    static void all(Deque<AutoCloseable> opened) {
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
