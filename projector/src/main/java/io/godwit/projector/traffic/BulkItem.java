package io.godwit.projector.traffic;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * One item of a {@code _bulk} request.
 *
 * @param kind what it asks for
 * @param index as named by the item or by the path; possibly an alias
 * @param id empty: the server makes one
 * @param routing of the item or of the request
 * @param pipeline of the item; empty: the request's
 * @param body the document, a slice of the request; empty for updates and deletes
 */
record BulkItem(
        Action.Kind kind,
        String index,
        Optional<String> id,
        Optional<String> routing,
        Optional<String> pipeline,
        Optional<ByteBuffer> body) {}
