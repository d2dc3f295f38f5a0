package io.godwit.trial.client;

import io.godwit.search.SearchAnswer;
import io.godwit.search.SearchUnavailableException;
import io.godwit.trial.client.Reply.Answered;
import io.godwit.trial.client.Reply.NoAnswer;
import io.godwit.trial.client.Reply.NotExecuted;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of one client to the cluster: one proxy, and the next one after a request that was not answered. Used by one
 * thread.
 */
final class ProxyLink {
    private static final Logger LOG = LoggerFactory.getLogger(ProxyLink.class);
    private static final String REFUSED_BY_PROXY = "\"godwit_capture_proxy\"";

    private final Proxies proxies;
    private int using;

    ProxyLink(Proxies proxies, int using) {
        this.proxies = proxies;
        this.using = using;
    }

    Reply send(String method, String path, byte @Nullable [] body, String contentType) {
        Reply reply = attempt(method, path, body, contentType);
        if (!(reply instanceof Answered)) {
            using++;
        }
        return reply;
    }

    /** Whether the cluster can be reached this way; if not, the next question goes another way. */
    boolean answers() {
        try {
            if (proxies.at(using).get("/").ok()) {
                return true;
            }
        } catch (SearchUnavailableException e) {
            LOG.atTrace().setCause(e).log("still no answer");
        }
        using++;
        return false;
    }

    private Reply attempt(String method, String path, byte @Nullable [] body, String contentType) {
        try {
            return judge(proxies.at(using).send(method, path, body, contentType));
        } catch (SearchUnavailableException e) {
            String why = String.valueOf(e.getMessage());
            boolean neverConnected =
                    e.getCause() instanceof ConnectException || e.getCause() instanceof HttpConnectTimeoutException;
            return neverConnected ? new NotExecuted(why) : new NoAnswer(why);
        }
    }

    /**
     * Only the proxy's own 503 says that nothing was executed: it gives it before the whole request went out. Its other
     * refusals, and whatever a cluster or somebody between says with 408, 429 or 5xx, may come after the execution.
     */
    static Reply judge(SearchAnswer answer) {
        if (answer.status() < 500 && answer.status() != 408 && answer.status() != 429) {
            return new Answered(answer);
        }
        String why = "answered " + answer.status() + ": " + answer.excerpt();
        return answer.status() == 503 && answer.excerpt().contains(REFUSED_BY_PROXY)
                ? new NotExecuted(why)
                : new NoAnswer(why);
    }
}
