package io.godwit.app.role;

import io.godwit.search.SearchCluster;
import io.godwit.search.SearchUnavailableException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which of the two sides have mapping types. Asked at each start and remembered on disk: a proxy must start while the side
 * that its clients do not use is away.
 */
final class SideKinds {
    private static final Logger LOG = LoggerFactory.getLogger(SideKinds.class);

    private final Path data;
    private final Path file;

    private SideKinds(Path data) {
        this.data = data;
        this.file = data.resolve("sides.properties");
    }

    /** @param data directory of the proxy */
    static SideKinds in(Path data) {
        return new SideKinds(data);
    }

    /** Whether the documents of that side have no types; throws when it does not answer and never did. */
    boolean typeless(String side, URI address) {
        try (SearchCluster cluster = SearchCluster.at(address)) {
            boolean typeless = !cluster.flavour().typed();
            remember(side, typeless);
            return typeless;
        } catch (SearchUnavailableException e) {
            String known = read().getProperty(side);
            if (known == null) {
                throw e;
            }
            LOG.atWarn().addKeyValue("side", side).log("side does not answer, taken for what it was");
            return Boolean.parseBoolean(known);
        }
    }

    private void remember(String side, boolean typeless) {
        Properties known = read();
        if (Boolean.toString(typeless).equals(known.setProperty(side, Boolean.toString(typeless)))) {
            return;
        }
        try {
            Files.createDirectories(data);
            try (Writer writer = Files.newBufferedWriter(file)) {
                known.store(writer, "whether documents have no mapping types");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private Properties read() {
        Properties known = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                known.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file, e);
            }
        }
        return known;
    }
}
