/**
 * The demo: a world to migrate (servers, documents, clients that write all the time), the migration itself through the
 * same doors as {@code godwit migrate}, and an oracle that knows what every client was promised.
 */
@NullMarked
package io.godwit.app.demo;

import org.jspecify.annotations.NullMarked;
