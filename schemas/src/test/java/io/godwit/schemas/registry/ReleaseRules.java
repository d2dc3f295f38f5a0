package io.godwit.schemas.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;
import org.jspecify.annotations.Nullable;

/**
 * What a schema may not do to a release before it: become unable to read what that one wrote (backward, against every
 * release), or stop writing a field that that one needs (two releases share the topics while a fleet is rolled).
 */
final class ReleaseRules {
    private ReleaseRules() {}

    /** What is wrong with {@code current} beside {@code released}; empty when nothing is. */
    static List<String> violations(Schema current, Schema released) {
        Stream<String> unreadable =
                SchemaCompatibility.checkReaderWriterCompatibility(current, released)
                        .getResult()
                        .getIncompatibilities()
                        .stream()
                        .map(ReleaseRules::describe);
        List<String> vanished = new ArrayList<>();
        vanished(current, released, vanished);
        return Stream.concat(unreadable, vanished.stream()).toList();
    }

    private static String describe(Incompatibility problem) {
        return problem.getType() + " at " + problem.getLocation() + ": " + problem.getMessage();
    }

    private static void vanished(@Nullable Schema current, Schema released, List<String> found) {
        if (current == null || current.getType() != released.getType()) {
            return; // reading has complained already
        }
        switch (released.getType()) {
            case RECORD ->
                released.getFields().forEach(field -> {
                    Schema.Field now = current.getField(field.name());
                    if (now == null && !field.hasDefaultValue()) {
                        found.add("FIELD_VANISHED: " + released.getFullName() + "." + field.name());
                    }
                    vanished(now == null ? null : now.schema(), field.schema(), found);
                });
            case ARRAY -> vanished(current.getElementType(), released.getElementType(), found);
            case MAP -> vanished(current.getValueType(), released.getValueType(), found);
            case UNION -> released.getTypes().forEach(branch -> vanished(branchLike(current, branch), branch, found));
            default -> {}
        }
    }

    private static @Nullable Schema branchLike(Schema union, Schema branch) {
        return union.getTypes().stream()
                .filter(type -> Objects.equals(type.getFullName(), branch.getFullName()))
                .findFirst()
                .orElse(null);
    }
}
