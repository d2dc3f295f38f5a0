package io.godwit.capture;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that answers as no good server would, to see what the proxy makes of it. */
final class ScriptedSide implements AutoCloseable {
    private static final int WHOLE = Integer.MAX_VALUE;

    private final ServerSocket listener;
    private final List<String> requestLines = new CopyOnWriteArrayList<>();
    private volatile Script script = new Script("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", WHOLE, false);

    /**
     * @param answer bytes after each request
     * @param bodyBytes of the request's body that it reads before
     * @param close whether it closes then
     */
    record Script(String answer, int bodyBytes, boolean close) {}

    ScriptedSide() {
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    void answer(String answer) {
        script = new Script(answer, WHOLE, false);
    }

    void answerAndClose(String answer) {
        script = new Script(answer, WHOLE, true);
    }

    /** Answers when it has so much of the body. */
    void answerAfter(int bodyBytes, String answer) {
        script = new Script(answer, bodyBytes, false);
    }

    List<String> requestLines() {
        return requestLines;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (true) {
                int length = readHead(in);
                Script now = script;
                in.readNBytes(Math.min(length, now.bodyBytes()));
                socket.getOutputStream().write(now.answer().getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().flush();
                if (now.close()) {
                    return;
                }
            }
        } catch (IOException | IllegalStateException e) {
            // the proxy has closed
        }
    }

    private int readHead(InputStream in) throws IOException {
        String requestLine = line(in);
        requestLines.add(requestLine);
        int length = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        return length;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IllegalStateException("end");
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
