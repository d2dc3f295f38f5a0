package io.godwit.console.verify;

import io.godwit.search.SearchCluster;
import io.godwit.search.SearchPath;
import io.godwit.search.SearchRefusedException;
import io.godwit.search.SearchStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.databind.json.JsonMapper;

/** Reads single records of one side as they are now, whether or not a search would see them yet. For one thread. */
final class RealtimeReader {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String NO_INDEX = "index_not_found_exception";

    private final ClusterReader side;
    private final DocumentReader document;

    RealtimeReader(ClusterReader side, long seed) {
        this.side = side;
        this.document = new DocumentReader(seed);
    }

    /** In the order of {@code doubts}, which are of one collection; null for a record that is not there. */
    List<@Nullable Entry> read(List<Doubt> doubts) {
        String collection = doubts.getFirst().collection();
        String path = "/" + SearchPath.encode(collection) + "/_mget?realtime=true";
        try (SearchStream answer = side.cluster()
                        .open("POST", path, request(doubts), SearchCluster.JSON)
                        .orRefuse();
                JsonParser parser = PageReader.JSON.createParser(ObjectReadContext.empty(), answer)) {
            return read(parser, doubts);
        } catch (SearchRefusedException e) {
            if (e.status() == 404 && String.valueOf(e.getMessage()).contains(NO_INDEX)) {
                return Collections.<@Nullable Entry>nCopies(doubts.size(), null);
            }
            throw e;
        } catch (JacksonException | IOException e) {
            throw new ReadFailedException(
                    "records of " + collection + " at the " + side.party().text() + " cannot be read: "
                            + e.getMessage(),
                    e);
        }
    }

    private static byte[] request(List<Doubt> doubts) {
        StringBuilder body = new StringBuilder("{\"docs\":[");
        for (Doubt doubt : doubts) {
            body.append(body.charAt(body.length() - 1) == '[' ? "{\"_id\":" : ",{\"_id\":")
                    .append(quoted(doubt.id()));
            byte[] routing = doubt.routing();
            if (routing != null) {
                body.append(",\"routing\":").append(quoted(routing));
            }
            body.append('}');
        }
        return body.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(byte[] utf8) {
        return JSON.writeValueAsString(new String(utf8, StandardCharsets.UTF_8));
    }

    private List<@Nullable Entry> read(JsonParser parser, List<Doubt> doubts) {
        List<@Nullable Entry> found = new ArrayList<>();
        parser.nextToken();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean documents = parser.currentName().equals("docs");
            JsonToken value = parser.nextToken();
            if (!documents || value != JsonToken.START_ARRAY) {
                parser.skipChildren();
                continue;
            }
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                document.read(parser);
                found.add(entry(doubts.get(Math.min(found.size(), doubts.size() - 1))));
            }
        }
        if (parser.nextToken() != null || found.size() != doubts.size()) {
            throw new ReadFailedException(
                    "the " + side.party().text() + " answered " + found.size() + " of " + doubts.size() + " records");
        }
        return found;
    }

    private @Nullable Entry entry(Doubt wanted) {
        String error = document.error().orElse(NO_INDEX);
        if (!error.equals(NO_INDEX)) {
            throw new ReadFailedException(
                    wanted.key() + " cannot be read from the " + side.party().text() + ": " + error);
        }
        if (!document.found()) {
            return null;
        }
        Entry entry = document.entry();
        if (!Arrays.equals(entry.id(), wanted.id())) {
            throw new ReadFailedException("asked for " + wanted.key() + ", got " + document.id());
        }
        // another routing that leads to the same shard is another record
        return entry.routedBy(wanted.routing()) ? entry : null;
    }
}
