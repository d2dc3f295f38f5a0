package io.godwit.schemas;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What identifies one record: the collection, the id, and the routing where the client gave one (two documents of one
 * id may live on two shards). Its text is the Kafka key of changes, candidates and tombstones, so all of them about one
 * record share a partition number.
 *
 * <p>Text form: {@code collection/id} or {@code collection/id?routing}, with {@code %} and {@code ?} of the id written
 * {@code %25} and {@code %3F}.
 *
 * @param collection concrete index name
 * @param id document id
 * @param routingOrNull custom routing; null when the id routes
 */
public record RecordKey(
        String collection, String id, @Nullable String routingOrNull) {

    public RecordKey {
        if (collection.isEmpty() || collection.indexOf('/') >= 0) {
            throw new IllegalArgumentException("collection is '" + collection + "'; must not be empty or contain '/'");
        }
        if (id.isEmpty()) {
            throw new IllegalArgumentException("id of a record in '" + collection + "' is empty");
        }
    }

    public static RecordKey of(String collection, String id) {
        return new RecordKey(collection, id, null);
    }

    public Optional<String> routing() {
        return Optional.ofNullable(routingOrNull);
    }

    /** Reads the text form; anything else is an {@link IllegalArgumentException} that names it. */
    public static RecordKey parse(String text) {
        int slash = text.indexOf('/');
        if (slash <= 0) {
            throw new IllegalArgumentException(
                    "record key is '" + text + "'; must be collection/id or collection/id?routing");
        }
        int question = text.indexOf('?', slash);
        String id = text.substring(slash + 1, question < 0 ? text.length() : question);
        String unescaped = id.indexOf('%') < 0 ? id : id.replace("%3F", "?").replace("%25", "%");
        return new RecordKey(text.substring(0, slash), unescaped, question < 0 ? null : text.substring(question + 1));
    }

    /** The text form, as {@link #parse} reads it. */
    @Override
    public String toString() {
        boolean plain = id.indexOf('%') < 0 && id.indexOf('?') < 0;
        String escaped = plain ? id : id.replace("%", "%25").replace("?", "%3F");
        return routingOrNull == null ? collection + "/" + escaped : collection + "/" + escaped + "?" + routingOrNull;
    }
}
