package io.godwit.console.verify;

import java.util.List;
import java.util.function.Predicate;

/**
 * Which collections are compared. Their names are the same on both sides.
 *
 * @param collections compared whether or not they exist; one that exists on one side only is a difference
 * @param includes whether a collection that exists on either side and is not listed belongs to the migration; such ones
 *     are compared too, those that appear during the verification included
 */
public record Scope(List<String> collections, Predicate<String> includes) {
    public Scope {
        collections = collections.stream().distinct().toList();
    }

    /** These and no others. */
    public static Scope of(List<String> collections) {
        return new Scope(collections, _ -> false);
    }
}
