/**
 * HTTP/1.1 from clients to the side they are routed to: {@link io.godwit.capture.http.FrontDoor}. Framing is read
 * strictly, bodies stream both ways, and the last piece of a mutation waits for its record.
 */
@NullMarked
package io.godwit.capture.http;

import org.jspecify.annotations.NullMarked;
