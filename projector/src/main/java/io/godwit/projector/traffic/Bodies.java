package io.godwit.projector.traffic;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** Undoes the content encoding of a captured body. */
final class Bodies {
    private static final int MOST_BYTES = 512 << 20;

    private Bodies() {}

    /** An encoding that is not known, or more than 512 MiB, is an {@link IllegalArgumentException}. */
    static byte[] decoded(byte[] body, Map<String, String> headers) {
        String encoding = headers.getOrDefault("content-encoding", "identity").trim();
        if (encoding.isEmpty() || encoding.equalsIgnoreCase("identity") || body.length == 0) {
            return body;
        }
        try (InputStream in = stream(body, encoding)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream(body.length * 4);
            byte[] buffer = new byte[64 << 10];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                if (out.size() > MOST_BYTES) {
                    throw new IllegalArgumentException("body is larger than " + MOST_BYTES + " bytes when decoded");
                }
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalArgumentException("body cannot be decoded as " + encoding, e);
        }
    }

    private static InputStream stream(byte[] body, String encoding) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(body);
        return switch (encoding.toLowerCase(java.util.Locale.ROOT)) {
            case "gzip", "x-gzip" -> new GZIPInputStream(in);
            case "deflate" -> new InflaterInputStream(in);
            default -> throw new IllegalArgumentException("content encoding '" + encoding + "' is not known");
        };
    }
}
