/**
 * One direction of a migration, put together of what reads records, {@link io.godwit.app.flow.Projecting}, and what writes
 * them, {@link io.godwit.app.flow.Replaying}; each is in this process or in others.
 */
@NullMarked
package io.godwit.app.flow;

import org.jspecify.annotations.NullMarked;
