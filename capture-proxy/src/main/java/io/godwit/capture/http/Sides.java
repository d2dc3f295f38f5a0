package io.godwit.capture.http;

import io.godwit.schemas.Side;

/**
 * The two homes.
 *
 * @param rewriteTypedPaths whether typed requests are rewritten for a side without mapping types
 */
public record Sides(Upstream source, Upstream target, boolean rewriteTypedPaths) {

    public Upstream of(Side side) {
        return switch (side) {
            case SOURCE -> source;
            case TARGET -> target;
        };
    }
}
