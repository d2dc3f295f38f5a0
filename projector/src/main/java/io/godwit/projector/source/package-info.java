/** What every part of the projector reads from a cluster: documents as bytes, shards and their sequence numbers. */
@NullMarked
package io.godwit.projector.source;

import org.jspecify.annotations.NullMarked;
