package io.godwit.console.verify;

import io.godwit.console.verify.PageReader.Page;
import io.godwit.search.SearchCluster;
import io.godwit.search.SearchPath;
import io.godwit.search.SearchRefusedException;
import io.godwit.search.SearchStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Sends the searches of one slice and reads their answers. A cluster that is too busy is asked again a few times; any
 * other refusal and any broken answer ends the reading, because nobody could tell what was left out.
 */
final class SearchPages {
    private static final int TRIES = 6;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    private final SearchCluster cluster;
    private final String collection;
    private final PageReader reader;

    SearchPages(SearchCluster cluster, String collection, PageReader reader) {
        this.cluster = cluster;
        this.collection = collection;
        this.reader = reader;
    }

    String collection() {
        return collection;
    }

    String path() {
        return "/" + SearchPath.encode(collection);
    }

    @Nullable
    String context() {
        return reader.context();
    }

    Page post(String path, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Duration pause = FIRST_PAUSE;
        for (int left = TRIES - 1; ; left--) {
            try (SearchStream answer =
                    cluster.open("POST", path, bytes, SearchCluster.JSON).orRefuse()) {
                return reader.read(answer);
            } catch (SearchRefusedException e) {
                if (left == 0 || !e.retriable()) {
                    throw e;
                }
            } catch (IOException e) {
                throw new ReadFailedException(
                        cluster.address() + ": answer for " + collection + " breaks off: " + e.getMessage(), e);
            }
            pause(pause);
            pause = pause.multipliedBy(2);
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReadFailedException("interrupted", e);
        }
    }
}
