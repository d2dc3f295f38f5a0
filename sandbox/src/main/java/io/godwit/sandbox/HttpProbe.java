package io.godwit.sandbox;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks whether an HTTP server answers yet. */
final class HttpProbe {
    private static final int CONNECT_MILLIS = 1_000;
    private static final int READ_MILLIS = 10_000;

    private HttpProbe() {}

    static boolean answers(URI address) {
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setConnectTimeout(CONNECT_MILLIS);
            connection.setReadTimeout(READ_MILLIS);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }
}
